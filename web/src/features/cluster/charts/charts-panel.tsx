import { Table2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#/ui/button.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { ChartCard } from "./chart-card.tsx";
import type { ChartMember } from "./chart-data.ts";
import { chartKinds } from "./chart-kinds.ts";
import { LatestTable } from "./latest-table.tsx";

interface ChartsPanelProps {
  readonly members: readonly ChartMember[];
  /** Only one of them, and no choice. */
  readonly only?: string;
}

const spans = [5, 15, 60];

/** What the page saw of the members over time. */
export function ChartsPanel({ members, only }: ChartsPanelProps) {
  const [minutes, setMinutes] = useState(15);
  const [picked, setPicked] = useState("all");
  const [asTable, setAsTable] = useState(false);
  const one = only ?? picked;
  const places = members.flatMap(({ id }, at) => (one === "all" || id === one ? [at] : []));
  // A member that was picked and is gone leaves all.
  const strokes = places.length === 0 ? members.map((_, at) => at) : places;
  const shown = strokes.flatMap((at) => members[at] ?? []);
  const toMs = Math.max(0, ...members.map(({ points }) => points.at(-1)?.atMs ?? 0));
  const firstMs = Math.min(toMs, ...members.map(({ points }) => points[0]?.atMs ?? toMs));
  // Of a page that was opened just now an hour would be empty.
  const fromMs = Math.max(toMs - minutes * 60_000, Math.min(firstMs, toMs - 60_000));
  const span = { originMs: performance.timeOrigin, fromMs, toMs };
  return (
    <section aria-label="Charts" className="@container flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <h2 className="text-sm text-muted">Metrics</h2>
        <div className="flex-1" />
        {only === undefined && members.length > 1 && (
          <SelectField
            bare
            label="Members in charts"
            value={one}
            onPick={setPicked}
            options={[
              { value: "all", label: "All members" },
              ...members.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            className="w-36"
          />
        )}
        <SelectField
          bare
          label="Time range"
          value={String(minutes)}
          onPick={(value) => setMinutes(Number(value))}
          options={spans.map((value) => ({
            value: String(value),
            label: value === 60 ? "Last hour" : `Last ${value} min`,
          }))}
          className="w-32"
        />
        <Button aria-pressed={asTable} onClick={() => setAsTable(!asTable)} title="Latest values as a table">
          <Table2 /> Table
        </Button>
      </div>
      {asTable ? (
        <div className="rounded-[10px] border border-line bg-panel">
          <LatestTable members={shown} />
        </div>
      ) : (
        <>
          <div className="grid gap-3 @md:grid-cols-2 @3xl:grid-cols-3 @6xl:grid-cols-5">
            {chartKinds.map((kind) => (
              <ChartCard key={kind.id} kind={kind} members={shown} strokes={strokes} span={span} />
            ))}
          </div>
          {/* The drawings say nothing to a screen reader: the figures do. */}
          <div className="sr-only">
            <LatestTable members={shown} />
          </div>
        </>
      )}
    </section>
  );
}
