/**
 * Searching for locks and elections. Where few keys are below the prefix their names are read; where there are many, the
 * leases are asked for the keys attached to them, since whoever holds a lock or waits for it has attached one.
 */
import { compareBytes, startsWith, type Key } from "../../model/bytes.ts";
import { failureOf } from "../../model/failure.ts";
import { grpcCode, isRefusedBy } from "../../model/grpc-code.ts";
import { int64, type Int64, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { LeaseTimeToLiveResponse } from "../../model/lease.ts";
import { findLocks, leaseInName, type FoundLock } from "../../model/locks.ts";
import { prefixRange } from "../../model/range.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import type { ScanCall } from "../scan/scan-range.ts";

/** Leases as they are now: of the past etcd keeps none. */
export interface LeaseCall {
  leases(signal?: AbortSignal): Promise<readonly LeaseId[]>;
  leaseTimeToLive(
    id: LeaseId,
    options: { readonly keys: true; readonly signal?: AbortSignal },
  ): Promise<LeaseTimeToLiveResponse>;
}

export interface LockCall extends TxnCall, ScanCall {
  /** undefined: locks of the past are searched, by names alone. */
  readonly leaseCall: LeaseCall | undefined;
}

/** What was looked through, so that what was found can be told for what it is. */
export type Searched =
  /** The names of all keys below the prefix. */
  | { readonly kind: "names"; readonly keys: Int64 }
  /** The first names of so many keys below the prefix. */
  | { readonly kind: "first-names"; readonly searched: number; readonly keys: Int64 }
  /** The keys attached to so many of all leases; `refused`: those whose keys this user may not see. */
  | { readonly kind: "leases"; readonly searched: number; readonly leases: number; readonly refused: number };

export interface LocksFound {
  /** What was written up to this revision was seen; of what was written later, some may have been. */
  readonly revision: Revision;
  /** In the order of their keys. */
  readonly locks: readonly FoundLock[];
  readonly searched: Searched;
}

export interface LockLimits {
  /** Up to so many keys are looked through by their names. */
  readonly names: number;
  /** So many leases are asked at most. */
  readonly leases: number;
  /** So many at once. */
  readonly atOnce: number;
}

export const lockLimits: LockLimits = { names: 10_000, leases: 5_000, atOnce: 8 };

/** The locks and elections below a prefix, and what was searched for them. Fails as the reads do. */
export async function searchLocks(
  call: LockCall,
  prefix: Key,
  signal?: AbortSignal,
  most: LockLimits = lockLimits,
): Promise<LocksFound> {
  const names = await call.range({ ...prefixRange(prefix), keysOnly: true, limit: int64(most.names) }, signal);
  const revision = names.header?.revision;
  if (revision === undefined) throw new Error("the response to a range has no header");
  if (!names.more || call.leaseCall === undefined) {
    const shaped = names.kvs.map(({ key }) => key).filter((key) => leaseInName(key) !== undefined);
    const searched: Searched = names.more
      ? { kind: "first-names", searched: names.kvs.length, keys: names.count }
      : { kind: "names", keys: names.count };
    return { revision, locks: findLocks(await readAll(call, shaped, signal)), searched };
  }
  const leases = await call.leaseCall.leases(signal);
  const { keys, searched, refused } = await attachedKeys(
    call.leaseCall,
    leases.slice(0, most.leases),
    most.atOnce,
    signal,
  );
  const shaped = keys.filter((key) => startsWith(key, prefix)).toSorted(compareBytes);
  const locks = findLocks(await readAll(call, shaped, signal));
  return { revision, locks, searched: { kind: "leases", searched, leases: leases.length, refused } };
}

/** The keys that are attached to leases and end with their very ID. */
async function attachedKeys(
  call: LeaseCall,
  leases: readonly LeaseId[],
  atOnce: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly keys: readonly Key[]; readonly searched: number; readonly refused: number }> {
  const keys: Key[] = [];
  let refused = 0;
  const rest = leases.values();
  const worker = async () => {
    for (const id of rest) {
      try {
        const told = await call.leaseTimeToLive(id, { keys: true, ...(signal === undefined ? {} : { signal }) });
        keys.push(...told.keys.filter((key) => leaseInName(key)?.lease === id));
      } catch (error) {
        // Whoever may not read one of the keys is told none of them: the others go on.
        if (!isRefusedBy(failureOf(error), grpcCode.permissionDenied)) throw error;
        refused++;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { keys, searched: leases.length - refused, refused };
}

async function readAll(
  call: LockCall,
  keys: readonly Key[],
  signal: AbortSignal | undefined,
): Promise<readonly KeyValue[]> {
  // Answers of keys only name no lease from etcd 3.7 on, and never a value.
  const requests = keys.map((key) => ({ key }));
  return (await readRanges(call, requests, signal)).ranges.flatMap(({ kvs }) => kvs);
}
