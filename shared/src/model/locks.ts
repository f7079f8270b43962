/**
 * Locks and elections, found by the shape of their keys. etcd's client and its lock and election services write
 * `NAME/LEASE`, the lease in hex, attached to that lease: the oldest holds the lock, the others wait in the order in which
 * they came. Source: etcd client/v3/concurrency: mutex.go, election.go.
 */
import { asKey, decodeUtf8, encodeHex, type Key } from "./bytes.ts";
import { sameLife } from "./compare.ts";
import { compareInt64, parseLeaseHex, type LeaseId } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";
import type { TxnRequest } from "./txn.ts";

/** One that holds a lock, or waits for it. */
export interface Contender {
  readonly kv: KeyValue;
  readonly lease: LeaseId;
}

export interface FoundLock {
  /** Without the slash and the lease at the end. */
  readonly name: Key;
  /** Candidates of an election say something of themselves; those who want a lock do not. */
  readonly kind: "lock" | "election";
  readonly holder: Contender;
  /** In the order in which they will get it. */
  readonly queue: readonly Contender[];
}

const slash = 0x2f;

/** The lease that a key's name ends with, where it has the shape of a contender's. */
export function leaseInName(key: Key): { readonly name: Key; readonly lease: LeaseId } | undefined {
  const at = key.lastIndexOf(slash);
  if (at <= 0) return undefined;
  const hex = decodeUtf8(key.subarray(at + 1));
  // `%x` writes no leading zero and no capital.
  if (hex === undefined || !/^[1-9a-f][0-9a-f]{0,15}$/.test(hex)) return undefined;
  const lease = parseLeaseHex(hex);
  return lease === undefined ? undefined : { name: asKey(key.slice(0, at)), lease };
}

/** The locks and elections among these keys, by name. A key counts only where its own lease is the one in its name. */
export function findLocks(kvs: readonly KeyValue[]): readonly FoundLock[] {
  const groups = new Map<string, { name: Key; contenders: Contender[] }>();
  for (const kv of kvs) {
    const shape = leaseInName(kv.key);
    if (shape === undefined || shape.lease !== kv.lease) continue;
    const id = encodeHex(shape.name);
    const group = groups.get(id) ?? { name: shape.name, contenders: [] };
    group.contenders.push({ kv, lease: shape.lease });
    groups.set(id, group);
  }
  return [...groups.values()].flatMap(({ name, contenders }): FoundLock[] => {
    const [holder, ...queue] = contenders.toSorted((a, b) => compareInt64(a.kv.createRevision, b.kv.createRevision));
    if (holder === undefined) return [];
    const kind = contenders.some(({ kv }) => kv.value.length > 0) ? "election" : "lock";
    return [{ name, kind, holder, queue }];
  });
}

/** Takes a contender's key away, only as long as it is the very one that was seen. */
export function releaseTxn({ kv }: Contender): TxnRequest {
  return {
    compare: [sameLife(kv)],
    success: [{ kind: "delete", request: { key: kv.key } }],
    failure: [{ kind: "range", request: { key: kv.key } }],
  };
}
