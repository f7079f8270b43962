/** A comparison of two texts as rows to show: the changes with some lines around them, the rest folded. */
import { markChanges, shortenSegments, type Segment } from "./change-marks.ts";
import type { DiffLine } from "./line-diff.ts";

export type DiffRow =
  /** A line, by its place in the comparison. */
  | { readonly kind: "line"; readonly at: number }
  /** Equal lines that are folded: those from `from` up to, not including, `to`. */
  | { readonly kind: "fold"; readonly from: number; readonly to: number };

/** Equal lines shown before and after a change. */
const contextLines = 3;
/** Fewer lines than this are not worth folding. */
const fewestFolded = 4;

/** The rows of a comparison; `opened` holds the first lines of the folds that were opened. */
export function listDiffRows(lines: readonly DiffLine[], opened: ReadonlySet<number>): DiffRow[] {
  return foldRows(
    lines.map(({ kind }) => kind !== "same"),
    opened,
  );
}

/** The rows of any lines of which some are changed, and the rest is folded away from them. */
export function foldRows(changed: readonly boolean[], opened: ReadonlySet<number>): DiffRow[] {
  const rows: DiffRow[] = [];
  const show = (from: number, to: number) => {
    for (let at = from; at < to; at++) rows.push({ kind: "line", at });
  };
  for (let at = 0; at < changed.length;) {
    const isChange = changed[at] === true;
    let end = at + 1;
    while (end < changed.length && changed[end] === isChange) end++;
    const from = at + (at === 0 ? 0 : contextLines);
    const to = end - (end === changed.length ? 0 : contextLines);
    if (isChange || to - from < fewestFolded || opened.has(from)) show(at, end);
    else {
      show(at, from);
      rows.push({ kind: "fold", from, to });
      show(to, end);
    }
    at = end;
  }
  return rows;
}

/** Which lines of the text before were changed: taken out, replaced, or beside lines that were put in. */
export function changedBefore(compared: readonly DiffLine[]): boolean[] {
  const changed: boolean[] = [];
  let kept = true;
  let follows = false;
  for (const { kind } of compared) {
    if (kind !== "added") {
      changed.push(kind === "removed" || follows);
      follows = false;
    } else if (kept) follows = true;
    kept = kind === "same";
  }
  if (follows && changed.length > 0) changed[changed.length - 1] = true;
  return changed;
}

/** The rows at which changes begin; lines that follow one another without an equal one between are one change. */
export function listChangeStarts(lines: readonly DiffLine[], rows: readonly DiffRow[]): number[] {
  const changed = (row: DiffRow | undefined) => row?.kind === "line" && lines[row.at]?.kind !== "same";
  return rows.flatMap((row, index) => (changed(row) && !changed(rows[index - 1]) ? [index] : []));
}

/** What a line shows: marked against the line that it replaces or that replaces it, and shortened where it is long. */
export function segmentsOf(lines: readonly DiffLine[], at: number): Segment[] {
  const line = lines[at];
  if (line === undefined) return [];
  const other = counterpart(lines, at);
  if (other === undefined) return shortenSegments([{ text: line.text, changed: false }]);
  const marked = line.kind === "removed" ? markChanges(line.text, other) : markChanges(other, line.text);
  return shortenSegments(line.kind === "removed" ? marked.before : marked.after);
}

/** The text of the line on the other side of a change: the first removed belongs to the first added, and so on. */
function counterpart(lines: readonly DiffLine[], at: number): string | undefined {
  const kind = lines[at]?.kind;
  if (kind === undefined || kind === "same") return undefined;
  let start = at;
  while (start > 0 && lines[start - 1]?.kind !== "same") start--;
  let removed = 0;
  while (lines[start + removed]?.kind === "removed") removed++;
  if (kind === "removed") {
    const other = lines[start + removed + (at - start)];
    return other?.kind === "added" ? other.text : undefined;
  }
  const nth = at - start - removed;
  return nth < removed ? lines[start + nth]?.text : undefined;
}
