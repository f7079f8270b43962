/** What is known of the past of one key. */
import type { Value } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";

/** Versions that one page has at most, and reads of one call. */
export const versionsPerPage = 40;

/** A version of a key, as the put of `modRevision` left it. */
export interface KeyVersion extends KeyFacts {
  /** Absent: not read, since the values of a page would be too large. Then the lease is not known on every etcd. */
  readonly value?: Value;
}

/** Where a walk back through the versions of one life ends. */
export type WalkEnd =
  /** At version 1, which created this life. */
  | "created"
  /** At the oldest version that etcd still has. */
  | "compacted"
  /** There are older versions to read. */
  | "more";

/** One life of a key as far as it was read: its versions without a gap, the newest first. */
export interface KeyLife {
  /** The key as it was when it was read; absent: there was none. */
  readonly head?: KeyValue;
  /** The revision of the keyspace at that moment. */
  readonly revision: Revision;
  /** The oldest revision that can be read: `"1"` where nothing was compacted. */
  readonly floor: Revision;
  readonly versions: readonly KeyVersion[];
  readonly end: WalkEnd;
}

/** The revision at which a version is read: its own, unless only its last moments are left. */
export function readableAt({ modRevision }: Pick<KeyFacts, "modRevision">, floor: Revision): Revision {
  return BigInt(modRevision) < BigInt(floor) ? floor : modRevision;
}
