import { formatClock } from "@etcd-explorer/shared/model/time-text";
import { useState } from "react";
import { useTheme } from "#/stores/theme.ts";
import { chartData, latestOf, outages, valueAt, type ChartMember } from "./chart-data.ts";
import type { ChartKind } from "./chart-kinds.ts";
import { memberStroke } from "./member-stroke.ts";
import { MetricChart } from "./metric-chart.tsx";

export interface ChartSpan {
  /** When the page's clock began, in milliseconds since 1970. */
  readonly originMs: number;
  /** Where the range begins and ends, by the page's clock. */
  readonly fromMs: number;
  readonly toMs: number;
}

interface ChartCardProps {
  readonly kind: ChartKind;
  readonly members: readonly ChartMember[];
  /** The place of each member among all. */
  readonly strokes: readonly number[];
  readonly span: ChartSpan;
}

/** One figure over time, with what each member has now, or had where the pointer is. */
export function ChartCard({ kind, members, strokes, span }: ChartCardProps) {
  const [at, setAt] = useState<number>();
  const theme = useTheme(({ choice }) => choice);
  const data = chartData(kind, members, span);
  const time = at === undefined ? undefined : data.times[at];
  return (
    <figure className="min-w-0 rounded-[10px] border border-line bg-panel px-3 py-2">
      <figcaption className="flex items-baseline justify-between gap-2 text-sm text-muted">
        <span className="truncate">{kind.title}</span>
        <span className="shrink-0">
          {time !== undefined
            ? formatClock(time * 1000, true)
            : data.limit !== undefined && `${kind.limitName ?? "limit"} ${kind.format(data.limit)}`}
        </span>
      </figcaption>
      <MetricChart
        key={`${theme ?? ""} ${strokes.join()} ${data.isNearLimit ? "limit" : ""}`}
        data={data}
        range={[(span.originMs + span.fromMs) / 1000, (span.originMs + span.toMs) / 1000]}
        strokes={strokes}
        outages={outages(members, span)}
        format={(value) => (kind.whole === true && !Number.isInteger(value) ? "" : kind.format(value))}
        onHover={setAt}
      />
      <div className="flex flex-wrap gap-x-3 text-sm" aria-hidden>
        {members.map((member, place) => {
          const value = at === undefined ? latestOf(kind, member) : valueAt(data.values[place] ?? [], at);
          return (
            <span key={member.id} className="inline-flex items-center gap-1 whitespace-nowrap">
              <Swatch at={strokes[place] ?? 0} />
              <span className="font-mono text-muted">{member.name}</span>
              {value === undefined ? <span className="text-muted">—</span> : kind.format(value)}
            </span>
          );
        })}
      </div>
    </figure>
  );
}

function Swatch({ at }: { readonly at: number }) {
  const { token, dash } = memberStroke(at);
  return (
    <svg width="14" height="6" aria-hidden className="shrink-0">
      <line x1="0" y1="3" x2="14" y2="3" stroke={`var(${token})`} strokeWidth="2" strokeDasharray={dash.join(" ")} />
    </svg>
  );
}
