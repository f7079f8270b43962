import { changedBefore } from "#/lib/diff/diff-rows.ts";
import { diffTexts, splitLines, type DiffLine } from "#/lib/diff/line-diff.ts";
import { LineList } from "#/ui/list/line-list.tsx";

/** The lines of one side of a conflict, and which of them are changed; undefined: comparing took too long. */
export interface SideLines {
  readonly compared: readonly DiffLine[];
  readonly changed: readonly boolean[] | undefined;
}

/** What one side made of the base. */
export function linesOfSide(base: string, text: string): SideLines {
  const compared = diffTexts(base, text);
  return compared === undefined
    ? { compared: plainLines(text), changed: undefined }
    : { compared, changed: compared.map(({ kind }) => kind !== "same") };
}

/** The base as it was: what is of interest in it is what either side changed. */
export function linesOfBase(base: string, sides: readonly SideLines[]): SideLines {
  const before = sides.map(({ compared, changed }) => changed && changedBefore(compared));
  return {
    compared: plainLines(base),
    changed: before.includes(undefined)
      ? undefined
      : splitLines(base).map((_, at) => before.some((changed) => changed?.[at])),
  };
}

function plainLines(text: string): DiffLine[] {
  return splitLines(text).map((line, at) => ({ kind: "same", text: line, number: at + 1 }));
}

interface ConflictSideProps {
  readonly title: string;
  readonly note: string;
  /** Undefined: there is no text. */
  readonly lines: SideLines | undefined;
}

/** One side: the lines that stand in it, with what it changed marked and the rest folded. */
export function ConflictSide({ title, note, lines }: ConflictSideProps) {
  const isEmpty = lines?.compared.every(({ kind }) => kind === "removed") ?? true;
  return (
    <section aria-label={title} className="flex min-h-0 flex-col rounded-[10px] border border-line bg-panel">
      <h2 className="border-b border-line px-3.5 py-2 font-semibold">
        {title} <span className="pl-1 font-normal text-muted">{note}</span>
      </h2>
      <div className="min-h-0 flex-1">
        {lines === undefined || isEmpty ? (
          <p className="p-3.5 text-muted">(empty)</p>
        ) : (
          <LineList label={title} {...lines} />
        )}
      </div>
    </section>
  );
}
