/** Where rows of one height stand in a list that scrolls: pure arithmetic, in pixels and row numbers. */

/**
 * The tallest element that every browser lays out right: Firefox ends near 17.8 million pixels, Chromium near 33.5.
 * A longer list scrolls faster than the thumb moves instead.
 */
export const tallestPx = 16_000_000;

export interface RowList {
  readonly count: number;
  readonly rowHeight: number;
  /** The height of what is in sight. */
  readonly viewHeight: number;
}

/** The height of the element that scrolls, and how many pixels of rows one pixel of it stands for (1, if not too long). */
export function scrollScale({ count, rowHeight, viewHeight }: RowList): { height: number; scale: number } {
  const full = count * rowHeight;
  if (full <= tallestPx) return { height: full, scale: 1 };
  return { height: tallestPx, scale: (full - viewHeight) / (tallestPx - viewHeight) };
}

/** A position, in pixels above which rows lie out of sight, kept within the list. */
export function clampPosition({ count, rowHeight, viewHeight }: RowList, position: number): number {
  return Math.max(0, Math.min(position, count * rowHeight - viewHeight));
}

/** The rows in sight, the first and the one after the last, partly visible ones included. */
export function rowsInSight({ count, rowHeight, viewHeight }: RowList, position: number): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(position / rowHeight)));
  return { from, to: Math.min(count, Math.ceil((position + viewHeight) / rowHeight)) };
}

/** The position nearest to `position` from which a row is wholly in sight. */
export function positionShowing({ rowHeight, viewHeight }: RowList, position: number, row: number): number {
  const top = row * rowHeight;
  if (top < position) return top;
  return top + rowHeight > position + viewHeight ? top + rowHeight - viewHeight : position;
}

/** How many rows are in the document, of a list that has as many: those in sight, and so many more on either side. */
export function poolSize({ rowHeight, viewHeight }: RowList, overscan: number): number {
  return Math.ceil(viewHeight / rowHeight) + 1 + 2 * overscan;
}

/**
 * The rows in the document while `from` is the first in sight. Always as many, so that each one that comes in takes
 * the element of one that leaves.
 */
export function rowsDrawn(list: RowList, from: number, overscan: number): readonly number[] {
  const length = Math.min(list.count, poolSize(list, overscan));
  const first = Math.max(0, Math.min(from - overscan, list.count - length));
  return Array.from({ length }, (_, at) => first + at);
}
