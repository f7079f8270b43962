import { useState, type RefObject } from "react";
import { markNow, markedRow, type MarkedRow, type OpenRow, type PlacedMark, type PlacedRows } from "./row-mark.ts";

export interface RowMark<Place> extends MarkedRow {
  /** The mark as it was put. */
  readonly mark: PlacedMark<Place> | undefined;
  readonly setMark: (at: number) => void;
  /** Marks a row and brings it into sight. */
  readonly goTo: (at: number) => void;
  /** The same for a place that may not be read yet. */
  readonly goToPlace: (place: Place) => void;
}

interface RowMarkOptions<Place> {
  readonly rows: PlacedRows<Place>;
  /** What is open beside the list. */
  readonly open?: OpenRow | undefined;
  readonly list: RefObject<{ scrollTo(index: number): void } | null>;
  readonly initial?: PlacedMark<Place> | undefined;
}

/** The mark of a list: it stays on its row whatever comes before it, and ends when another thing is opened. */
export function useRowMark<Place>({ rows, open, list, initial }: RowMarkOptions<Place>): RowMark<Place> {
  const [put, setPut] = useState(initial);
  const mark = put && markNow(rows, put, open);
  // What ended does not begin again where one comes back to what was open before.
  if (mark !== put) setPut(mark);
  const setMarkPlace = (place: Place | undefined) => setPut(place && { place, beside: open?.id });
  return {
    ...markedRow(rows, mark, open),
    mark,
    setMark: (at) => setMarkPlace(rows.placeOf(at)),
    goTo: (at) => {
      setMarkPlace(rows.placeOf(at));
      list.current?.scrollTo(at);
    },
    goToPlace: (place) => {
      setMarkPlace(place);
      const row = rows.rowOf(place);
      if (row !== undefined) list.current?.scrollTo(row);
    },
  };
}
