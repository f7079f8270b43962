/** What a key press in a list of keys does: pure. A tree adds what opens and closes its folders. */
import { moveInList } from "#/ui/list/move-in-list.ts";
import type { MarkedRow } from "#/ui/list/row-mark.ts";

export type RowMove =
  /** The mark goes to a row; with `extends`, what lies in between is selected. */
  | { readonly kind: "mark"; readonly at: number; readonly extends: boolean }
  /** Opens or closes a folder. */
  | { readonly kind: "toggle"; readonly at: number; readonly open: boolean }
  | { readonly kind: "activate"; readonly at: number }
  /** Selects the row, or no longer. */
  | { readonly kind: "select"; readonly at: number }
  /** No row is marked: it is about what is open beside the list. */
  | { readonly kind: "enter-open" };

export interface RowPress {
  readonly key: string;
  readonly shift: boolean;
}

/** Reads a key press in a flat list; undefined: nothing to do. Where no row is marked, a step marks one first. */
export function moveInRows(
  count: number,
  { at, marked }: Pick<MarkedRow, "at" | "marked">,
  press: RowPress,
  rowsPerPage: number,
): RowMove | undefined {
  if (count === 0) return undefined;
  const to = moveInList(press.key, { at, marked }, count, rowsPerPage);
  if (to !== undefined) return { kind: "mark", at: to, extends: press.shift };
  switch (press.key) {
    case "Enter":
      return marked === undefined ? { kind: "enter-open" } : { kind: "activate", at: marked };
    case " ":
      return marked === undefined ? { kind: "mark", at, extends: false } : { kind: "select", at: marked };
    default:
      return undefined;
  }
}
