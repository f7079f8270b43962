/** What the events of a watch say of keys without their values, which is all that lists of keys need. */
import type { Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";

/** A key that was written or deleted at a revision. */
export interface KeyChange {
  readonly key: Key;
  readonly revision: Revision;
  /** The key as it is since; undefined: it is deleted. */
  readonly facts: KeyFacts | undefined;
}

/** Whether a change made a key that was not there before: the first version of a life. */
export function isCreated({ facts }: KeyChange): boolean {
  return facts?.version === "1";
}

/** By how many keys there are more since. */
export function countOf(change: KeyChange): -1 | 0 | 1 {
  if (change.facts === undefined) return -1;
  return isCreated(change) ? 1 : 0;
}

/** Whether there is another set of keys since, and not only another version of one. */
export function isMembership(change: KeyChange): boolean {
  return countOf(change) !== 0;
}
