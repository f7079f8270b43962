import { addInt64, formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { KeyLife } from "@etcd-explorer/shared/read/history/key-version";
import { Scissors } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";

interface HistoryFootProps {
  readonly life: KeyLife;
  readonly isReading: boolean;
}

/** What comes below the versions that were read: older ones, or why there are none. */
export function HistoryFoot({ life, isReading }: HistoryFootProps) {
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
  if (floor === "1") return null;
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
