/** What a key press in the tree does: pure, as in the tree pattern of the ARIA practices. */
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

const leaps = new Set(["PageDown", "PageUp", "Home", "End"]);
const steps = new Set(["ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", " "]);

/** Reads a key press; undefined: nothing to do. Where no row is marked, the first step marks the one where moves start. */
export function moveInTree(
  tree: TreeRows,
  { at, marked }: { readonly at: number; readonly marked: number | undefined },
  press: TreePress,
  rowsPerPage: number,
): TreeMove | undefined {
  if (marked === undefined && !leaps.has(press.key)) {
    return steps.has(press.key) && tree.count > 0 ? { kind: "mark", at, extends: false } : undefined;
  }
  const row = tree.at(at);
  const mark = (to: number): TreeMove => ({
    kind: "mark",
    at: Math.max(0, Math.min(tree.count - 1, to)),
    extends: press.shift,
  });
  switch (press.key) {
    case "ArrowDown":
      return mark(at + 1);
    case "ArrowUp":
      return mark(at - 1);
    case "PageDown":
      return mark(at + rowsPerPage);
    case "PageUp":
      return mark(at - rowsPerPage);
    case "Home":
      return mark(0);
    case "End":
      return mark(tree.count - 1);
    case "ArrowRight":
      if (row?.kind !== "folder") return undefined;
      return row.open ? mark(at + 1) : { kind: "toggle", row, open: true };
    case "ArrowLeft": {
      if (row?.kind === "folder" && row.open) return { kind: "toggle", row, open: false };
      const folder = tree.spanAt(at)?.folder;
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
