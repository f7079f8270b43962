/**
 * Locks and elections, found by the shape of their keys. etcd's client and its lock and election services write
 * `NAME/LEASE`, the lease in hex, attached to that lease: the oldest holds the lock, the others wait in the order in which
 * they came. Source: etcd client/v3/concurrency: mutex.go, election.go.
 */
import { asKey, asValue, concatBytes, decodeUtf8, encodeHex, encodeUtf8, type Key } from "./bytes.ts";
import { notCreated, sameLife } from "./compare.ts";
import { compareInt64, int64, parseLeaseHex, type LeaseId } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";
import { prefixRange } from "./range.ts";
import type { Operation, RangeRequest, TxnRequest } from "./txn.ts";

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

/** The key by which a lease holds a lock or waits for it. */
export function contenderKey(name: Key, lease: LeaseId): Key {
  return asKey(concatBytes([name, encodeUtf8(`/${BigInt.asUintN(64, BigInt(lease)).toString(16)}`)]));
}

/** Reads who holds a lock: of all keys below its name, the one that was created first. */
export function holderRange(name: Key): RangeRequest {
  const below = prefixRange(asKey(concatBytes([name, encodeUtf8("/")])));
  return { ...below, sortOrder: "ASCEND", sortTarget: "CREATE", limit: int64(1) };
}

/** Takes a lock, or waits for it, as etcd's client does. Source: etcd client/v3/concurrency/mutex.go, tryAcquire. */
export function acquireTxn(name: Key, lease: LeaseId): TxnRequest {
  const key = contenderKey(name, lease);
  const holder: Operation = { kind: "range", request: holderRange(name) };
  const value = asValue(new Uint8Array());
  return {
    compare: [notCreated(key)],
    success: [{ kind: "put", request: { key, value, lease } }, holder],
    failure: [{ kind: "range", request: { key } }, holder],
  };
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
