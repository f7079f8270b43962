import { addInt64, formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyLife } from "@etcd-explorer/shared/read/history/key-version";
import type { Searched } from "@etcd-explorer/shared/read/history/replay";
import { Scissors } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { formatCount } from "#/lib/format.ts";

interface HistoryFootProps {
  readonly life: KeyLife;
  readonly isReading: boolean;
  readonly searched: Searched | undefined;
  /** Nothing that etcd has left of the key is unknown. */
  readonly isWhole: boolean;
}

/** What comes below the writes that are known: older versions, or why there are none. */
export function HistoryFoot({ life, isReading, searched, isWhole }: HistoryFootProps) {
  const { end, floor, versions } = life;
  if (end === "more") {
    const oldest = versions.at(-1);
    return (
      <div className="flex shrink-0 items-center gap-2.5 px-3.5 py-2">
        <ActButton act="history.older" label="Load older versions" busy={isReading} />
        {oldest !== undefined && (
          <span className="text-sm text-muted">{formatGrouped(addInt64(oldest.version, -1))} older</span>
        )}
      </div>
    );
  }
  return (
    <>
      {isWhole && floor !== "1" && <Horizon floor={floor} />}
      {searched !== undefined && (
        <p className="shrink-0 px-3.5 py-2 text-sm text-muted tabular-nums">
          {isWhole ? "No older writes in etcd" : `Searched from revision ${formatGrouped(searched.from)}`}
          {searched.dropped > 0 &&
            ` · ${formatCount(formatGrouped(searched.dropped), "older write", "older writes")} not kept`}
        </p>
      )}
    </>
  );
}

function Horizon({ floor }: { readonly floor: Revision }) {
  return (
    <p className="flex shrink-0 gap-2 border-t border-dashed border-warn px-3.5 py-2.5 text-sm text-muted">
      <Scissors className="mt-0.5 size-3.5 shrink-0" />
      <span>
        Compacted before revision <b className="text-text tabular-nums">{formatGrouped(floor)}</b>. Older versions are
        gone.
      </span>
    </p>
  );
}
