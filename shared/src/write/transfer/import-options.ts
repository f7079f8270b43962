/** What an import is to do with what the file holds, and the content that each key of it is to have. */
import { asKey, concatBytes, equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import { compareInt64, noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { TransferRecord } from "./record.ts";

export interface ImportOptions {
  /** Taken off the start of every key, and what is put there instead; both empty: keys stay as they are. */
  readonly stripPrefix: Key;
  readonly addPrefix: Key;
  /**
   * `keep`: a key that is there keeps its lease, a new one has none. `same`: the lease of the same ID, which must
   * exist. `grant`: a new lease with the file's TTL, one for all keys that shared one.
   */
  readonly leases: "keep" | "same" | "grant";
}

/** How a key of the file stands to the cluster. */
export type Standing = "add" | "change" | "equal" | "conflict";

/** The key under which a record is imported; undefined where it does not start with what is to be taken off. */
export function importedKey(key: Key, { stripPrefix, addPrefix }: ImportOptions): Key | undefined {
  if (!startsWith(key, stripPrefix)) return undefined;
  if (stripPrefix.length === 0 && addPrefix.length === 0) return key;
  const moved = asKey(concatBytes([addPrefix, key.subarray(stripPrefix.length)]));
  return moved.length === 0 ? undefined : moved;
}

/**
 * Compares a record, under its imported key, with what is there. A conflict: the key was written since it was
 * exported, so that the file holds something older; only keys that stay where they were can tell.
 */
export function standingOf(record: TransferRecord, there: KeyValue | undefined, options: ImportOptions): Standing {
  if (there === undefined) return "add";
  if (equalBytes(record.value, there.value) && isSameLease(record.lease, there.lease, options)) return "equal";
  const { modRevision } = record;
  const stays = equalBytes(options.stripPrefix, options.addPrefix);
  const written = stays && modRevision !== undefined && compareInt64(there.modRevision, modRevision) > 0;
  return written && !equalBytes(record.value, there.value) ? "conflict" : "change";
}

function isSameLease(wanted: LeaseId, there: LeaseId, { leases }: ImportOptions): boolean {
  if (leases === "keep") return true;
  if (leases === "same") return wanted === there;
  // A lease that an earlier run has granted is as good as another one.
  return (wanted === noLease) === (there === noLease);
}
