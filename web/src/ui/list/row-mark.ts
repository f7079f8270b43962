/** Which row of a list the keyboard is on, and whether acts may be about it: pure. */

/** A list whose rows are found again when it is read again, sorted or gets other rows. */
export interface PlacedRows<Place> {
  readonly count: number;
  placeOf(at: number): Place | undefined;
  /** Where the row is now, or the nearest to where it was; undefined: nowhere near. */
  rowOf(place: Place): number | undefined;
  /** Whether a row is the one of a place, and not one nearby. */
  isAt(place: Place, at: number): boolean;
  /** A place that was marked before its row was read, as the row that it turned out to be. */
  settle?(place: Place): Place;
}

/** A mark, and the ID of what was open when it was put there: the mark ends when something else is opened. */
export interface PlacedMark<Place> {
  readonly place: Place;
  readonly beside: string | undefined;
  /** Something else was opened since: only moves start there still. */
  readonly isOver?: true;
}

/** What is open beside a list, and its row, if it has one and that is read. */
export interface OpenRow {
  readonly id: string;
  readonly row: number | undefined;
}

export interface MarkedRow {
  /** Where moves start. */
  readonly at: number;
  /**
   * The row that is drawn as marked; undefined: none, since something is open whose row is not there or not read, and
   * acts are about that.
   */
  readonly marked: number | undefined;
  /** Somebody put the mark there, or opened the row. Else acts may be about it only while one sees the ring around it. */
  readonly isChosen: boolean;
}

/**
 * The mark as it is now, the same object where nothing changed: once something is open it goes on where its own row was
 * opened, and ends with another.
 */
export function markNow<Place>(
  rows: PlacedRows<Place>,
  mark: PlacedMark<Place>,
  open: OpenRow | undefined,
): PlacedMark<Place> {
  const place = rows.settle?.(mark.place) ?? mark.place;
  if (open === undefined || mark.beside === open.id) return place === mark.place ? mark : { ...mark, place };
  const isOpened = open.row !== undefined && rows.rowOf(place) === open.row && rows.isAt(place, open.row);
  return isOpened ? { place, beside: open.id } : { place, beside: open.id, isOver: true };
}

/**
 * The marked row: the one that was marked last ({@link markNow}), else that of what is open, else, with nothing open,
 * the first.
 */
export function markedRow<Place>(
  rows: PlacedRows<Place>,
  mark: PlacedMark<Place> | undefined,
  open: OpenRow | undefined,
): MarkedRow {
  const near = mark && rows.rowOf(mark.place);
  const isOver = mark === undefined || mark.isOver === true || near === undefined;
  if (!isOver && rows.isAt(mark.place, near)) return { at: near, marked: near, isChosen: true };
  if (isOver && open?.row !== undefined) return { at: open.row, marked: open.row, isChosen: true };
  const at = near ?? 0;
  return { at, marked: open === undefined && at < rows.count ? at : undefined, isChosen: false };
}

/** A row of a flat list: what it is, and where it was when it was last looked at. */
export interface ListPlace<Id> {
  readonly id: Id;
  readonly at: number;
}

/** The rows of a flat list, told apart by an ID. */
export function listRows<Row, Id>(
  rows: readonly Row[],
  idOf: (row: Row) => Id,
  isSame: (one: Id, other: Id) => boolean = Object.is,
): PlacedRows<ListPlace<Id>> {
  const isAt = ({ id }: ListPlace<Id>, at: number): boolean => {
    const row = rows[at];
    return row !== undefined && isSame(idOf(row), id);
  };
  return {
    count: rows.length,
    placeOf: (at) => {
      const row = rows[at];
      return row === undefined ? undefined : { id: idOf(row), at };
    },
    rowOf: (place) => {
      if (isAt(place, place.at)) return place.at;
      const found = rows.findIndex((_, at) => isAt(place, at));
      if (found !== -1) return found;
      return rows.length === 0 ? undefined : Math.min(place.at, rows.length - 1);
    },
    isAt,
  };
}
