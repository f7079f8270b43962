import type { MarkedRow } from "./row-mark.ts";

/**
 * Where a key of the keyboard leads in a list of rows; undefined: it is not for lists. Where no row is marked, a step
 * marks the one where moves start.
 */
export function moveInList(
  key: string,
  { at, marked }: Pick<MarkedRow, "at" | "marked">,
  count: number,
  rowsPerPage: number,
): number | undefined {
  const within = (to: number) => Math.max(0, Math.min(count - 1, to));
  const step = (by: 1 | -1) => within(marked === undefined ? at : at + by);
  switch (key) {
    case "ArrowDown":
      return step(1);
    case "ArrowUp":
      return step(-1);
    case "PageDown":
      return within(at + rowsPerPage);
    case "PageUp":
      return within(at - rowsPerPage);
    case "Home":
      return 0;
    case "End":
      return within(count - 1);
    default:
      return undefined;
  }
}
