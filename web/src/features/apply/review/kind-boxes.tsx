import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { changeKinds, type KindCounts, type ReviewRow } from "./review-model.ts";
import { kindWords, type ReviewIntent } from "./review-words.ts";

interface KindBoxesProps {
  readonly intent: ReviewIntent;
  readonly rows: readonly ReviewRow[];
  readonly counts: KindCounts;
  readonly onChoose: (rows: readonly ReviewRow[], isChosen: boolean) => void;
}

/** A box for each kind of change: all of the kind, or none. */
export function KindBoxes({ intent, rows, counts, onChoose }: KindBoxesProps) {
  return (
    <div role="group" aria-label="Choose by kind" className="flex flex-wrap gap-x-4 gap-y-1">
      {changeKinds
        .filter((kind) => counts[kind].all > 0)
        .map((kind) => {
          const { all, chosen } = counts[kind];
          return (
            <label key={kind} className="flex h-7 items-center gap-2">
              <input
                type="checkbox"
                ref={(box) => {
                  if (box !== null) box.indeterminate = chosen > 0 && chosen < all;
                }}
                checked={chosen === all}
                onChange={() =>
                  onChoose(
                    rows.filter((row) => row.kind === kind),
                    chosen < all,
                  )
                }
                className="size-3.5 accent-[var(--accent)]"
              />
              <span>
                <b className="font-semibold">{formatGrouped(all)}</b> {kindWords(intent, kind).counted}
              </span>
            </label>
          );
        })}
    </div>
  );
}
