import { useState } from "react";
import { notifyRefusal } from "#/stores/notices.ts";
import { clearSelection, setSelected, toggleSelected, useSelection, type Selection } from "#/stores/selection.ts";
import { extendTo, type SelectableRows } from "./row-selection.ts";

export interface RowSelection {
  readonly selected: Selection;
  /** Selects a row, or no longer; a selection with Shift starts there. */
  readonly check: (at: number) => void;
  /** Selects everything from where the selection started, in place of what was selected. */
  readonly checkTo: (at: number) => void;
  readonly checkAll: () => void;
  readonly clear: () => void;
  /** The next selection with Shift starts at the row that is marked then. */
  readonly forgetStart: () => void;
}

/** Selecting the rows of a list on a connection. `marked`: the row that the keyboard is on. */
export function useRowSelection<Place>(
  connectionId: string,
  rows: SelectableRows<Place>,
  marked: number,
): RowSelection {
  const [anchor, setAnchor] = useState<Place>();
  return {
    selected: useSelection(connectionId),
    check: (at) => {
      const thing = rows.thingAt(at);
      if (thing !== undefined) toggleSelected(connectionId, thing);
      setAnchor(() => rows.placeOf(at));
    },
    checkTo: (at) => {
      const extended = extendTo(rows, anchor, marked, at);
      setAnchor(() => extended.anchor);
      setSelected(connectionId, extended.things);
      if (extended.leftOut) {
        notifyRefusal("Some rows in between were not selected: not loaded yet, or too many");
      }
    },
    checkAll: () => setSelected(connectionId, rows.everything()),
    clear: () => clearSelection(connectionId),
    forgetStart: () => setAnchor(undefined),
  };
}
