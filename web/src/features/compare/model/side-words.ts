/** How the sides and the kinds of differences are called: by a letter each, which no colour has to tell. */
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";

export const sideLetters: OfSides<"A" | "B"> = { left: "A", right: "B" };

export const otherSide: OfSides<SideName> = { left: "right", right: "left" };

/** Of a row: what its key is. */
export const kindWords: Readonly<Record<DifferenceKind, string>> = {
  "only-left": "only in A",
  "only-right": "only in B",
  differs: "differs",
  lease: "lease",
};

/** What each kind means. */
export const kindTitles: Readonly<Record<DifferenceKind, string>> = {
  "only-left": "Keys that exist on side A only",
  "only-right": "Keys that exist on side B only",
  differs: "Keys whose values differ",
  lease: "Keys with the same value and different leases",
};

/** Of a number of keys: `12 only in A`, `41 differ`. */
export function countOfKind(kind: DifferenceKind, count: number): string {
  const number = formatGrouped(count);
  switch (kind) {
    case "only-left":
    case "only-right":
      return `${number} ${kindWords[kind]}`;
    case "differs":
      return count === 1 ? "1 differs" : `${number} differ`;
    case "lease":
      return `${number} by lease only`;
    default:
      return kind satisfies never;
  }
}
