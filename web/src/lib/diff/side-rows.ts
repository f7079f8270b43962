/** A comparison of two texts as rows with one side each for what was before and after. */
import { listDiffRows, type DiffRow } from "./diff-rows.ts";
import type { DiffLine } from "./line-diff.ts";

/** A line of one side: its place in the comparison, and its number in its own text. */
export interface SideLine {
  readonly at: number;
  readonly number: number;
}

export type SideRow =
  | {
      readonly kind: "pair";
      /** Absent: the other side has a line here, and this one has none. */
      readonly before?: SideLine;
      readonly after?: SideLine;
      readonly isChange: boolean;
    }
  | Extract<DiffRow, { readonly kind: "fold" }>;

/** The rows of both sides: equal lines beside each other, and of a change the first removed beside the first added. */
export function listSideRows(lines: readonly DiffLine[], opened: ReadonlySet<number>): SideRow[] {
  const oldNumbers = numberBefore(lines);
  const rows: SideRow[] = [];
  let removed: SideLine[] = [];
  let added: SideLine[] = [];
  const endChange = () => {
    for (let nth = 0; nth < Math.max(removed.length, added.length); nth++) {
      const [before, after] = [removed[nth], added[nth]];
      rows.push({ kind: "pair", isChange: true, ...(before && { before }), ...(after && { after }) });
    }
    [removed, added] = [[], []];
  };
  for (const row of listDiffRows(lines, opened)) {
    const line = row.kind === "line" ? lines[row.at] : undefined;
    if (row.kind === "fold" || line === undefined || line.kind === "same") endChange();
    if (row.kind === "fold") rows.push(row);
    if (row.kind !== "line" || line === undefined) continue;
    const { at } = row;
    const after = { at, number: line.number };
    const before = { at, number: oldNumbers[at] ?? line.number };
    if (line.kind === "removed") removed.push(before);
    else if (line.kind === "added") added.push(after);
    else rows.push({ kind: "pair", isChange: false, before, after });
  }
  endChange();
  return rows;
}

/** The rows at which changes begin. */
export function listSideStarts(rows: readonly SideRow[]): number[] {
  const isChange = (row: SideRow | undefined) => row?.kind === "pair" && row.isChange;
  return rows.flatMap((row, index) => (isChange(row) && !isChange(rows[index - 1]) ? [index] : []));
}

/** The number of each line in the text before, where it stands in that. */
function numberBefore(lines: readonly DiffLine[]): (number | undefined)[] {
  let number = 0;
  return lines.map(({ kind }) => (kind === "added" ? undefined : ++number));
}
