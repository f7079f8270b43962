/** The fields of the address of a comparison. */

/** What is compared. `a` and `b`: the connections of the sides, where they are not the one of the path. */
export type CompareField =
  | "a"
  | "aPrefix"
  | "aAt"
  | "b"
  | "bPrefix"
  | "bAt"
  | "ignore"
  | "ignoreFields"
  | "ignoreLeases";

/** How the result is shown. `key`: the difference that is open, as it is named below the prefixes. */
export type ShownField = "kind" | "folder" | "find" | "key";

export type CompareSearch = Readonly<Partial<Record<CompareField | ShownField, string | undefined>>>;
