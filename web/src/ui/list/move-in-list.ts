/** Where a key of the keyboard leads from the marked row of a list; undefined: it is not for lists. */
export function moveInList(key: string, marked: number, count: number, page: number): number | undefined {
  const last = Math.max(0, count - 1);
  switch (key) {
    case "ArrowDown":
      return Math.min(last, marked + 1);
    case "ArrowUp":
      return Math.max(0, marked - 1);
    case "PageDown":
      return Math.min(last, marked + page);
    case "PageUp":
      return Math.max(0, marked - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
