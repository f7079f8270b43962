/** Selecting rows of a list, whatever the list is of: where a selection with Shift starts, and what it takes. */
import type { SelectedThing } from "#/stores/selection.ts";
import type { PlacedRows } from "#/ui/list/row-mark.ts";

/** A list whose rows can be selected. */
export interface SelectableRows<Place> extends PlacedRows<Place> {
  /** What a row stands for; undefined: nothing. */
  thingAt(at: number): SelectedThing | undefined;
  thingsBetween(one: number, other: number): RowsBetween;
  /** What "select all" takes. */
  everything(): readonly SelectedThing[];
}

export interface RowsBetween {
  readonly things: readonly SelectedThing[];
  /** Whether some rows in between are not read yet, or are too many, and so are left out. */
  readonly leftOut: boolean;
}

export interface Extended<Place> extends RowsBetween {
  /** Where the selection starts from now on. */
  readonly anchor: Place | undefined;
}

/** The rows from where the selection started, or else from the marked row, up to one, both included. */
export function extendTo<Place>(
  rows: SelectableRows<Place>,
  anchor: Place | undefined,
  marked: number,
  to: number,
): Extended<Place> {
  const start = anchor === undefined ? marked : (rows.rowOf(anchor) ?? marked);
  return { ...rows.thingsBetween(start, to), anchor: anchor ?? rows.placeOf(marked) };
}
