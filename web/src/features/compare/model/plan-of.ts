/** What selected differences come to as changes of a side. Pure. */
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import { nameOf, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { wantedChange, type WantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { keyOn } from "./shown-differences.ts";
import { otherSide } from "./side-words.ts";

interface PlannedChanges {
  readonly changes: readonly WantedChange[];
  /**
   * Keys that are left out. A key that is its prefix itself has no name below it: written below all keys it would be the
   * empty key, which etcd refuses.
   */
  readonly nameless: number;
}

/** The changes that make the side `to` like the other one. */
export function changesOf(to: SideName, differences: readonly Difference[], prefixes: OfSides<Key>): PlannedChanges {
  const from = prefixes[otherSide[to]];
  const mapKey = (key: Key) => keyOn(to, asKey(key.subarray(from.length)), prefixes);
  const named = prefixes[to].length > 0 ? differences : differences.filter((each) => nameOf(each, prefixes).length > 0);
  return {
    changes: named.map((difference) => wantedChange(difference, to, mapKey)),
    nameless: differences.length - named.length,
  };
}
