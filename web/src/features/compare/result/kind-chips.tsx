import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { CompareCounts } from "@etcd-explorer/shared/read/compare/compare-request";
import { differenceKinds, type DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import { countOfKind, kindTitles } from "#/features/compare/model/side-words.ts";
import { classNames } from "#/ui/class-names.ts";
import { kindTones } from "./kind-tones.ts";

interface KindChipsProps {
  readonly counts: CompareCounts;
  readonly chosen: ReadonlySet<DifferenceKind>;
  readonly onChoose: (kinds: ReadonlySet<DifferenceKind>) => void;
}

/** How many keys differ in which way; each shows those alone, or hides them again. */
export function KindChips({ counts, chosen, onChoose }: KindChipsProps) {
  const toggle = (kind: DifferenceKind) => {
    const next = new Set(chosen);
    if (!next.delete(kind)) next.add(kind);
    onChoose(next);
  };
  return (
    <div role="group" aria-label="Kinds of differences" className="flex flex-wrap items-center gap-1.5 tabular-nums">
      {differenceKinds.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={chosen.has(kind)}
          title={kindTitles[kind]}
          disabled={counts[kind] === 0 && !chosen.has(kind)}
          onClick={() => toggle(kind)}
          className={classNames(
            "h-7 rounded-md border px-2.5 whitespace-nowrap disabled:opacity-45",
            kindTones[kind],
            chosen.has(kind) ? "border-current" : "border-transparent enabled:hover:border-line",
          )}
        >
          {countOfKind(kind, counts[kind])}
        </button>
      ))}
      <span className="px-1.5 text-muted">{formatGrouped(counts.same)} the same</span>
    </div>
  );
}
