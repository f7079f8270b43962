/**
 * Taking a write back: the guarded item that restores what stood there before, and that only runs while nobody has
 * written since. Pure; `undo-run.ts` runs it.
 */
import type { GuardedItem } from "../batch/guarded-item.ts";
import type { Key, Value } from "../../model/bytes.ts";
import { absent, hasLease, hasValue, unchanged } from "../../model/compare.ts";
import { noLease, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { Compare, Operation, OperationResponse } from "../../model/txn.ts";

/** What a key held: all of it that a put can bring back. */
export interface KeyState {
  /** Absent: the change left the value as it was, or nobody remembers it. */
  readonly value?: Value;
  readonly lease: LeaseId;
  /** The write that put it there: absent where nobody told. */
  readonly modRevision?: Revision;
}

/** The same, with the value. */
export interface WholeKeyState extends KeyState {
  readonly value: Value;
}

/** One key that a write changed; `before` or `after` is absent where there was, or is, no such key. */
export interface KeyChange {
  readonly key: Key;
  /** Without a value the change was one of the lease alone. */
  readonly before?: KeyState;
  readonly after?: KeyState;
}

/** A write that was done at once: the revision that it made, and every key that it changed, each once. */
export interface DoneWrite {
  readonly revision: Revision;
  readonly changes: readonly KeyChange[];
}

/** What of a key-value a put brings back. */
export function keyStateOf({
  value,
  lease,
  modRevision,
}: Pick<KeyValue, "value" | "lease" | "modRevision">): WholeKeyState {
  return { value, lease, modRevision };
}

/**
 * The revision at which what a write left stands now: another one where it was taken back and done again since,
 * which etcd counts as writes of their own.
 */
export type RevisionNow = (key: Key, revision: Revision) => Revision;

const asWritten: RevisionNow = (_, revision) => revision;

/** Holds while nobody has written the key since; a key that was deleted must still be away. */
function untouched({ key, after }: KeyChange, revision: Revision): Compare {
  return after === undefined ? absent(key) : unchanged({ key, modRevision: revision });
}

/** The answer tells what stood there, so that the undo can be taken back in turn. */
function restore({ key, before }: KeyChange): Operation {
  if (before === undefined) return { kind: "delete", request: { key, prevKv: true } };
  const lease = before.lease === noLease ? {} : { lease: before.lease };
  if (before.value === undefined) return { kind: "put", request: { key, ignoreValue: true, ...lease } };
  return { kind: "put", request: { key, value: before.value, ...lease, prevKv: true } };
}

function restored({ key, before }: KeyChange): Compare[] {
  if (before === undefined) return [absent(key)];
  const lease = hasLease(key, before.lease);
  return before.value === undefined ? [lease] : [hasValue(key, before.value), lease];
}

/**
 * The inverse of a write: restores value and lease of every key that it changed, all or nothing, and only while nobody
 * has written one of them since. Version and create revision cannot be restored: etcd counts them itself.
 */
export function inverseItem({ revision, changes }: DoneWrite, now: RevisionNow = asWritten): GuardedItem {
  return {
    guard: changes.map((change) => untouched(change, now(change.key, revision))),
    write: changes.map(restore),
    stands: changes.flatMap(restored),
  };
}

/**
 * What the inverse of a write is once it was done at `revision`: a write of its own, which can be taken back too.
 * Undefined: nobody told what it wrote over, since the answer was lost, and it is not remembered either.
 */
export function invertedWrite(
  { changes, ...write }: DoneWrite,
  revision: Revision,
  responses: readonly OperationResponse[] = [],
  now: RevisionNow = asWritten,
): DoneWrite | undefined {
  const inverted: KeyChange[] = [];
  for (const [at, change] of changes.entries()) {
    const { key, before, after } = change;
    const was = after === undefined ? undefined : overwritten(change, after, responses[at]);
    if (after !== undefined && was === undefined) return undefined;
    inverted.push({
      key,
      ...(was === undefined ? {} : { before: { ...was, modRevision: now(key, write.revision) } }),
      ...(before === undefined ? {} : { after: before }),
    });
  }
  return { revision, changes: inverted };
}

/** What the inverse wrote over: as its answer tells, or as it is remembered. */
function overwritten(
  { before }: KeyChange,
  after: KeyState,
  answer: OperationResponse | undefined,
): KeyState | undefined {
  if (before !== undefined && before.value === undefined) return { lease: after.lease };
  if (answer?.kind === "put" && answer.response.prevKv !== undefined) return keyStateOf(answer.response.prevKv);
  if (answer?.kind === "delete" && answer.response.prevKvs[0] !== undefined)
    return keyStateOf(answer.response.prevKvs[0]);
  return after.value === undefined ? undefined : after;
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

/** What JavaScript needs for a change that is remembered, beside its bytes. */
export const changeOverheadBytes = 200;

/** About how much memory a write takes to be remembered, in bytes. */
export function sizeOfWrite({ changes }: DoneWrite): number {
  let size = 0;
  for (const { key, before, after } of changes) {
    size += changeOverheadBytes + key.length + (before?.value?.length ?? 0) + (after?.value?.length ?? 0);
  }
  return size;
}
