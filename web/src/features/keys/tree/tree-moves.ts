/** What a key press in the tree does: pure, as in the tree pattern of the ARIA practices. */
import { moveInRows, type RowMove, type RowPress } from "#/features/keys/rows/row-moves.ts";
import type { MarkedRow } from "#/ui/list/row-mark.ts";
import type { TreeRows } from "./tree-rows.ts";

/** Reads a key press; undefined: nothing to do. */
export function moveInTree(
  tree: TreeRows,
  mark: Pick<MarkedRow, "at" | "marked">,
  press: RowPress,
  rowsPerPage: number,
): RowMove | undefined {
  const { marked } = mark;
  const row = marked === undefined ? undefined : tree.at(marked);
  if (marked === undefined || row === undefined) return moveInRows(tree.count, mark, press, rowsPerPage);
  switch (press.key) {
    case "ArrowRight":
      if (row.kind !== "folder") return undefined;
      if (!row.open) return { kind: "toggle", at: marked, open: true };
      return { kind: "mark", at: Math.min(marked + 1, tree.count - 1), extends: press.shift };
    case "ArrowLeft": {
      if (row.kind === "folder" && row.open) return { kind: "toggle", at: marked, open: false };
      const folder = tree.spanAt(marked)?.folder;
      // An open folder's rows follow right behind its own.
      if (folder === undefined || folder.depth === 0) return undefined;
      return { kind: "mark", at: folder.start - 1, extends: press.shift };
    }
    case "Enter":
      return row.kind === "folder" ? { kind: "toggle", at: marked, open: !row.open } : { kind: "activate", at: marked };
    case " ":
      return row.kind === "folder" || row.kind === "key" ? { kind: "select", at: marked } : undefined;
    default:
      return moveInRows(tree.count, mark, press, rowsPerPage);
  }
}
