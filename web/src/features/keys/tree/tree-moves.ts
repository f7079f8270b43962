/** What a key press in the tree does: pure, as in the tree pattern of the ARIA practices. */
import { moveInList } from "#/ui/list/move-in-list.ts";
import type { MarkedRow } from "#/ui/list/row-mark.ts";
import type { Row, TreeRows } from "./tree-rows.ts";

export type TreeMove =
  /** The mark goes to a row; with `extends`, what lies in between is selected. */
  | { readonly kind: "mark"; readonly at: number; readonly extends: boolean }
  | { readonly kind: "toggle"; readonly row: Row & { kind: "folder" }; readonly open: boolean }
  | { readonly kind: "activate"; readonly row: Row }
  /** Selects the row, or no longer. */
  | { readonly kind: "select"; readonly at: number };

export interface TreePress {
  readonly key: string;
  readonly shift: boolean;
}

/** Reads a key press; undefined: nothing to do. Where no row is marked, a step marks the one where moves start. */
export function moveInTree(
  tree: TreeRows,
  { at, marked }: Pick<MarkedRow, "at" | "marked">,
  press: TreePress,
  rowsPerPage: number,
): TreeMove | undefined {
  const row = marked === undefined ? undefined : tree.at(marked);
  const mark = (to: number): TreeMove => ({ kind: "mark", at: to, extends: press.shift });
  const flat = moveInList(press.key, { at, marked }, tree.count, rowsPerPage);
  if (flat !== undefined) return mark(flat);
  switch (press.key) {
    case "ArrowRight":
      if (row?.kind !== "folder") return undefined;
      return row.open ? mark(Math.min(at + 1, tree.count - 1)) : { kind: "toggle", row, open: true };
    case "ArrowLeft": {
      if (row?.kind === "folder" && row.open) return { kind: "toggle", row, open: false };
      const folder = marked === undefined ? undefined : tree.spanAt(marked)?.folder;
      // An open folder's rows follow right behind its own.
      return folder === undefined || folder.depth === 0 ? undefined : mark(folder.start - 1);
    }
    case "Enter":
      if (row === undefined) return undefined;
      return row.kind === "folder" ? { kind: "toggle", row, open: !row.open } : { kind: "activate", row };
    case " ":
      return row?.kind === "folder" || row?.kind === "key" ? { kind: "select", at } : undefined;
    default:
      return undefined;
  }
}
