/** The fields of the address of a comparison: of its own, since the router names them before the screen is loaded. */
/** The fields of the search. `a` and `b`: the connections of the sides, where they are not the one of the path. */
export const compareFields = [
  "a",
  "aPrefix",
  "aAt",
  "b",
  "bPrefix",
  "bAt",
  "ignore",
  "ignoreFields",
  "ignoreLeases",
] as const;
/** How the result is shown. `key`: the difference that is open, as it is named below the prefixes. */
export const shownFields = ["kind", "folder", "find", "key"] as const;

export type CompareField = (typeof compareFields)[number];
export type ShownField = (typeof shownFields)[number];
export type CompareSearch = Readonly<Partial<Record<CompareField | ShownField, string | undefined>>>;
