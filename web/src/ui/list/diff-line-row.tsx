import type { Segment } from "#/lib/diff/change-marks.ts";
import type { DiffLine } from "#/lib/diff/line-diff.ts";
import { classNames } from "#/ui/class-names.ts";

const signs = { same: " ", added: "+", removed: "-" } as const;
const grounds = { same: "", added: "bg-ok-bg", removed: "bg-bad-bg" } as const;
const marks = { same: "", added: "bg-ok/30", removed: "bg-bad/30" } as const;

interface DiffLineRowProps {
  readonly line: DiffLine;
  readonly segments: readonly Segment[];
  /** The change that one has stepped to begins here. */
  readonly current?: boolean;
}

/** A line of a comparison: its number, a sign, and its text with what changed in it marked. */
export function DiffLineRow({ line, segments, current = false }: DiffLineRowProps) {
  return (
    <div
      data-kind={line.kind}
      data-current={current || undefined}
      className={classNames("flex h-5 pr-4 whitespace-pre", grounds[line.kind])}
    >
      <span className="w-12 shrink-0 pr-2 text-right text-muted select-none">{line.number}</span>
      <span className="w-4 shrink-0 text-muted select-none">{signs[line.kind]}</span>
      <span>
        {segments.map(({ text, changed, hidden }, at) =>
          hidden === undefined ? (
            <span key={at} className={changed ? `rounded-[2px] ${marks[line.kind]}` : undefined}>
              {text}
            </span>
          ) : (
            <span key={at} className="px-1 font-sans text-xs text-muted select-none">
              … {hidden.toLocaleString("en-US")} characters …
            </span>
          ),
        )}
      </span>
    </div>
  );
}
