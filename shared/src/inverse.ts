/**
 * Taking a write back: the transaction that restores what stood there before, and that only runs while nobody has
 * written since. Pure; `undo-writes.ts` runs it.
 */
import type { Key, Value } from "./bytes.ts";
import { noLease, zeroInt64, type LeaseId, type Revision } from "./int64.ts";
import type { KeyValue } from "./key-value.ts";
import type { Compare, Operation, TxnRequest } from "./txn.ts";

/** What a key held: all of it that a put can bring back. */
export interface Held {
  readonly value: Value;
  readonly lease: LeaseId;
}

/** One key that a write changed; `before` or `after` is absent where there was, or is, no such key. */
export interface KeyChange {
  readonly key: Key;
  readonly before?: Held;
  readonly after?: Held;
}

/** A transaction that was done: the revision that it made, and every key that it changed, each once. */
export interface DoneWrite {
  readonly revision: Revision;
  readonly changes: readonly KeyChange[];
}

/** What of a key-value a put brings back. */
export function heldBy({ value, lease }: Pick<KeyValue, "value" | "lease">): Held {
  return { value, lease };
}

/** Holds while nobody has written the key since; a key that was deleted must still be away. */
function untouched({ key, after }: KeyChange, revision: Revision): Compare {
  return after === undefined
    ? { target: "VERSION", key, result: "EQUAL", version: zeroInt64 }
    : { target: "MOD", key, result: "EQUAL", modRevision: revision };
}

function restore({ key, before }: KeyChange): Operation {
  if (before === undefined) return { kind: "delete", request: { key } };
  const { value, lease } = before;
  return { kind: "put", request: { key, value, ...(lease === noLease ? {} : { lease }) } };
}

/**
 * The inverse of a write: restores value and lease of every key that it changed, all or nothing, and reads them as
 * they are where somebody has written since. Version and create revision cannot be restored: etcd counts them itself.
 */
export function inverseTxn({ revision, changes }: DoneWrite): TxnRequest {
  return {
    compare: changes.map((change) => untouched(change, revision)),
    success: changes.map(restore),
    failure: changes.map(({ key }) => ({ kind: "range", request: { key } })),
  };
}

/** What the inverse of a write is once it was done at `revision`: a write of its own, which can be taken back too. */
export function invertedWrite({ changes }: DoneWrite, revision: Revision): DoneWrite {
  return {
    revision,
    changes: changes.map(({ key, before, after }) => ({
      key,
      ...(after === undefined ? {} : { before: after }),
      ...(before === undefined ? {} : { after: before }),
    })),
  };
}

/** The leases that an inverse would attach again, each once: one of them may have ended since. */
export function leasesToRestore({ changes }: DoneWrite): LeaseId[] {
  const leases = changes.flatMap(({ before }) => (before === undefined ? [] : [before.lease]));
  return [...new Set(leases)].filter((lease) => lease !== noLease);
}

/** The same write, whose inverse attaches none of the leases in `gone`. */
export function withoutLeases(write: DoneWrite, gone: ReadonlySet<LeaseId>): DoneWrite {
  return {
    ...write,
    changes: write.changes.map((change) =>
      change.before !== undefined && gone.has(change.before.lease)
        ? { ...change, before: { ...change.before, lease: noLease } }
        : change,
    ),
  };
}

/** About how much memory a write takes to be remembered, in bytes. */
export function sizeOfWrite({ changes }: DoneWrite): number {
  let size = 64;
  for (const { key, before, after } of changes) {
    size += 128 + key.length + (before?.value.length ?? 0) + (after?.value.length ?? 0);
  }
  return size;
}
