/** What two sides of a comparison do not have alike: one key a difference, with its facts and without its values. */
import { asKey, type Key } from "../../model/bytes.ts";
import type { KeyFacts } from "../../model/key-value.ts";

export const differenceKinds = ["only-left", "only-right", "differs", "lease"] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/**
 * `left.key` and `right.key` differ where two prefixes are compared. `lease`: the values are the same, the leases are
 * not. The lease in the facts of a key of one side is missing where etcd 3.7 was asked for keys only.
 */
export type Difference =
  | { readonly kind: "only-left"; readonly left: KeyFacts }
  | { readonly kind: "only-right"; readonly right: KeyFacts }
  | { readonly kind: "differs" | "lease"; readonly left: KeyFacts; readonly right: KeyFacts };

export type DifferenceCounts = Readonly<Record<DifferenceKind, number>>;

export const noDifferences: DifferenceCounts = { "only-left": 0, "only-right": 0, differs: 0, lease: 0 };

/** How many keys differ. */
export function countDifferences(counts: DifferenceCounts): number {
  return differenceKinds.reduce((sum, kind) => sum + counts[kind], 0);
}

/** The facts of a key on one side; undefined where the side does not have it. */
export function factsOn(difference: Difference, side: "left" | "right"): KeyFacts | undefined {
  if (difference.kind === "only-left") return side === "left" ? difference.left : undefined;
  if (difference.kind === "only-right") return side === "right" ? difference.right : undefined;
  return difference[side];
}

/** The key of a difference below the prefix of its side: the same on both sides. */
export function nameOf(difference: Difference, prefixes: { readonly left: Key; readonly right: Key }): Key {
  return difference.kind === "only-right"
    ? asKey(difference.right.key.subarray(prefixes.right.length))
    : asKey(difference.left.key.subarray(prefixes.left.length));
}
