import { Suspense } from "react";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { ChartMember } from "#/features/cluster/charts/chart-data.ts";
import type { DetailGroup } from "./member-details.ts";
import type { MemberRow } from "./member-row.ts";

const ChartsPanel = lazyPart(async () => (await import("#/features/cluster/charts/charts-panel.tsx")).ChartsPanel);

interface MemberDrawerProps {
  readonly row: MemberRow;
  readonly groups: readonly DetailGroup[];
  readonly charts: readonly ChartMember[];
  readonly onClose: () => void;
}

/** All that one member tells, at the right of the page. */
export function MemberDrawer({ row, groups, charts, onClose }: MemberDrawerProps) {
  return (
    <Dialog
      label={`Metrics of ${row.name}`}
      onClose={onClose}
      className="mt-0! mr-0! h-dvh! max-h-dvh! w-[min(620px,100vw)]! rounded-none! border-y-0! border-r-0!"
    >
      <div className="flex flex-col gap-4 p-4">
        <header className="flex items-center gap-3">
          <h2 className="min-w-0 flex-1 truncate font-mono text-lg font-semibold">{row.name}</h2>
          <Button onClick={onClose}>Close</Button>
        </header>
        {row.why !== undefined && (
          <p role="status" className={row.isDown ? "text-bad" : "text-muted"}>
            {row.why}
          </p>
        )}
        {groups.map(({ title, details }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 font-semibold">{title}</h3>
            <dl className="grid grid-cols-[minmax(0,11fr)_minmax(0,14fr)] gap-x-3">
              {details.map(({ term, value, mono }) => (
                <div key={term} className="col-span-2 grid grid-cols-subgrid border-t border-line py-1">
                  <dt className="text-muted">{term}</dt>
                  <dd className={mono === true ? "font-mono text-sm break-words" : "break-words"}>
                    {value ?? <span className="text-muted">not known</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Suspense fallback={<div aria-busy="true" aria-label="Loading charts" className="skeleton h-32" />}>
          <ChartsPanel members={charts} only={row.member.id} />
        </Suspense>
      </div>
    </Dialog>
  );
}
