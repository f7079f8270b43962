/** Telling by reading what became of a guarded write whose answer was lost. */
import { equalBytes, type Value } from "../../model/bytes.ts";
import { compareInt64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { LeaseId } from "../../model/int64.ts";
import type { Written } from "../../model/write-outcome.ts";

/** What a write wanted a key to be; undefined: deleted. */
export interface WantedKey {
  readonly value: Value;
  readonly lease: LeaseId;
}

/**
 * Compares the key as it is `now` with what the write replaced and what it wanted. The write compared first, so it was
 * done on top of `base` or not at all; "not-written" says: not so far, and no longer once somebody else has written.
 */
export function checkWritten(
  base: KeyValue | undefined,
  wanted: WantedKey | undefined,
  now: KeyValue | undefined,
): Written {
  if (base?.modRevision === now?.modRevision) return "not-written";
  if (wanted === undefined) return checkDeleted(base, now);
  if (now === undefined) return "unknown";
  const isNext = base === undefined || base.createRevision === now.createRevision;
  const versions = BigInt(now.version) - (base === undefined ? 0n : BigInt(base.version));
  const isWanted = equalBytes(now.value, wanted.value) && now.lease === wanted.lease;
  if (isNext && versions === 1n) return isWanted ? "written" : "not-written";
  return isWanted ? "written" : "unknown";
}

function checkDeleted(base: KeyValue | undefined, now: KeyValue | undefined): Written {
  if (now === undefined) return "written";
  // Still the same life of the key: somebody has written it, and it was not deleted before.
  if (base !== undefined && compareInt64(now.createRevision, base.modRevision) <= 0) return "not-written";
  return "unknown";
}
