import { useState } from "react";
import { markBeside, markedRow, type MarkedRow, type OpenRow, type PlacedMark, type PlacedRows } from "./row-mark.ts";

export interface RowMark<Place> extends MarkedRow {
  /** The mark as it was put. */
  readonly mark: PlacedMark<Place> | undefined;
  readonly setMark: (at: number) => void;
  /** Marks a place that may not be read yet. */
  readonly setMarkPlace: (place: Place) => void;
}

/** The mark of a list: it stays on its row whatever comes before it, and ends when another thing is opened. */
export function useRowMark<Place>(
  rows: PlacedRows<Place>,
  open: OpenRow | undefined,
  initial?: PlacedMark<Place>,
): RowMark<Place> {
  const [put, setPut] = useState(initial);
  const mark = put && markBeside(rows, put, open);
  // What ended does not begin again where one comes back to what was open before.
  if (mark !== put) setPut(mark);
  const setMarkPlace = (place: Place) => setPut({ place, beside: open?.id });
  return {
    ...markedRow(rows, mark, open),
    mark,
    setMarkPlace,
    setMark: (at) => {
      const place = rows.placeOf(at);
      if (place !== undefined) setMarkPlace(place);
    },
  };
}
