/**
 * One write of many that are sent together: what must still be so, what is written, and how one sees afterwards
 * that it was written.
 */
import type { Key, Value } from "../../model/bytes.ts";
import { absent, hasLease, hasValue, hasVersion, unchanged } from "../../model/compare.ts";
import { addInt64, asRevision, int64, noLease, zeroInt64, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { KeyRange } from "../../model/range.ts";
import type { Compare, Operation } from "../../model/txn.ts";

export interface GuardedItem {
  /** Holds only as long as nobody has written what the item is about. */
  readonly guard: readonly Compare[];
  readonly write: readonly Operation[];
  /** Holds once the item is written, until somebody writes there again: an answer that was lost is settled by it. */
  readonly stands: readonly Compare[];
}

type Base = Pick<KeyFacts, "key" | "modRevision" | "version">;

/** Deletes a key as it was read. */
export function deleteItem(base: Base): GuardedItem {
  return {
    guard: [unchanged(base)],
    write: [{ kind: "delete", request: { key: base.key } }],
    stands: [absent(base.key)],
  };
}

/**
 * Deletes every key of a range at once, as long as none of them was written after `revision`. The compare is with
 * every key of the range that there is; a key that somebody else has deleted meanwhile is none.
 * Source: etcd server/etcdserver/txn, applyCompare; run on 3.4.23, 3.5.16, 3.5.30, 3.6.9 and 3.7.2.
 */
export function deleteRangeItem(range: KeyRange, revision: Revision, prevKv: boolean): GuardedItem {
  const next = asRevision(addInt64(revision, 1));
  return {
    guard: [{ ...range, target: "MOD", result: "LESS", modRevision: next }],
    write: [{ kind: "delete", request: { ...range, ...(prevKv ? { prevKv } : {}) } }],
    stands: [{ ...range, target: "VERSION", result: "EQUAL", version: zeroInt64 }],
  };
}

/** What a put leaves: the value, and the lease it is to have. */
export interface Content {
  readonly key: Key;
  readonly value: Value;
  readonly lease: LeaseId;
}

/** Puts a key: over the one that was read as `over`, or, undefined, where there is none. */
export function putItem({ key, value, lease }: Content, over: Base | undefined): GuardedItem {
  const request = { key, value, ...(lease === noLease ? {} : { lease }) };
  const version = over === undefined ? int64(1) : addInt64(over.version, 1);
  return {
    guard: [over === undefined ? absent(key) : unchanged(over)],
    write: [{ kind: "put", request }],
    stands: [hasValue(key, value), hasVersion(key, version), hasLease(key, lease)],
  };
}

/** Puts the content elsewhere as long as its source is as it was read. The source stays. */
export function copyItem(source: Base, content: Content, over: Base | undefined): GuardedItem {
  const put = putItem(content, over);
  return { ...put, guard: [unchanged(source), ...put.guard] };
}

/** The same, and the source goes in the same transaction. */
export function moveItem(source: Base, content: Content, over: Base | undefined): GuardedItem {
  const copy = copyItem(source, content, over);
  return {
    guard: copy.guard,
    write: [...copy.write, { kind: "delete", request: { key: source.key } }],
    stands: [...copy.stands, absent(source.key)],
  };
}

/** Gives a key another lease, or none, and leaves its value as it is. */
export function leaseItem(base: Base, lease: LeaseId): GuardedItem {
  const request = { key: base.key, ignoreValue: true, ...(lease === noLease ? {} : { lease }) };
  return {
    guard: [unchanged(base)],
    write: [{ kind: "put", request }],
    stands: [hasVersion(base.key, addInt64(base.version, 1)), hasLease(base.key, lease)],
  };
}
