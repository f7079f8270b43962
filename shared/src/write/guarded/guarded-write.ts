/**
 * Writes that cannot overwrite what somebody else wrote: each is a transaction that compares first and reads the key
 * as it is, whether it was written or the comparison failed. Nobody needs to read it afterwards.
 */
import type { Key, Value } from "../../model/bytes.ts";
import { absent, unchanged } from "../../model/compare.ts";
import { noLease, type LeaseId, type Revision } from "../../model/int64.ts";
import type { KeyFacts, KeyValue } from "../../model/key-value.ts";
import type { Compare, Operation, TxnRequest, TxnResponse } from "../../model/txn.ts";

/** What became of a guarded write. */
export type WriteOutcome =
  /** `now`: what etcd keeps about the key since; absent: it was deleted, or the answer does not tell. */
  | { readonly kind: "written"; readonly revision: Revision; readonly now?: KeyFacts }
  /** Nothing was written. `theirs` is the key as it is now; absent: it does not exist. */
  | { readonly kind: "conflict"; readonly revision: Revision; readonly theirs?: KeyValue };

function guarded(compare: Compare, write: Operation): TxnRequest {
  const success = write.kind === "put" ? [write, readFacts(compare.key)] : [write];
  return { compare: [compare], success, failure: [{ kind: "range", request: { key: compare.key } }] };
}

/** The value is not read back: whoever wrote it has it. */
function readFacts(key: Key): Operation {
  return { kind: "range", request: { key, keysOnly: true } };
}

/** Saves a value over the one that was read as `base`. The lease stays: a plain put would detach it. */
export function saveTxn(base: Pick<KeyFacts, "key" | "modRevision">, value: Value): TxnRequest {
  return guarded(unchanged(base), { kind: "put", request: { key: base.key, value, ignoreLease: true } });
}

/** Puts a value over the one that was read as `base`, and attaches the key to a lease, or with `"0"` to none. */
export function replaceTxn(base: Pick<KeyFacts, "key" | "modRevision">, value: Value, lease: LeaseId): TxnRequest {
  const request = { key: base.key, value, ...(lease === noLease ? {} : { lease }) };
  return guarded(unchanged(base), { kind: "put", request });
}

/** Creates a key that must not exist. */
export function createTxn(key: Key, value: Value, lease: LeaseId = noLease): TxnRequest {
  return guarded(absent(key), { kind: "put", request: { key, value, ...(lease === noLease ? {} : { lease }) } });
}

/**
 * Attaches the key that was read as `base` to a lease, or with `"0"` to none. The value stays (`ignore_value`), and
 * does not travel.
 */
export function setLeaseTxn(base: Pick<KeyFacts, "key" | "modRevision">, lease: LeaseId): TxnRequest {
  const request = { key: base.key, ignoreValue: true, ...(lease === noLease ? {} : { lease }) };
  return guarded(unchanged(base), { kind: "put", request });
}

/**
 * Renames the key that was read as `base`, in one transaction: both names change at once, or nothing does. Nobody may
 * have written the old name since, and the new one must not exist, or still be what was read as `over`. The value goes
 * along, and so does the lease.
 */
export function renameTxn(base: KeyValue, to: Key, over?: Pick<KeyFacts, "key" | "modRevision">): TxnRequest {
  const { value, lease } = base;
  const put = { key: to, value, ...(lease === noLease ? {} : { lease }) };
  return {
    compare: [unchanged(base), over === undefined ? absent(to) : unchanged(over)],
    success: [{ kind: "put", request: put }, { kind: "delete", request: { key: base.key } }, readFacts(to)],
    failure: [
      { kind: "range", request: { key: base.key } },
      { kind: "range", request: { key: to } },
    ],
  };
}

/** What became of a rename. Where nothing was written, one of the two names is not as it was thought to be. */
export type RenameOutcome =
  /** `now`: what etcd keeps about the new name. */
  | { readonly kind: "written"; readonly revision: Revision; readonly now?: KeyFacts }
  | { readonly kind: "target-exists"; readonly revision: Revision; readonly target: KeyValue }
  /** `theirs`: the old name as it is now; absent: it does not exist. */
  | { readonly kind: "conflict"; readonly revision: Revision; readonly theirs?: KeyValue };

/** Reads what became of a {@link renameTxn}. */
export function readRenameOutcome(response: TxnResponse): RenameOutcome {
  const outcome = readOutcome(response);
  if (outcome.kind === "written") return outcome;
  const second = response.responses[1];
  const target = second?.kind === "range" ? second.response.kvs[0] : undefined;
  return target === undefined ? outcome : { kind: "target-exists", revision: outcome.revision, target };
}

/** Deletes the key that was read as `base`. */
export function deleteTxn(base: Pick<KeyFacts, "key" | "modRevision">): TxnRequest {
  return guarded(unchanged(base), { kind: "delete", request: { key: base.key } });
}

/** Reads what became of a transaction that one of the functions above made. */
export function readOutcome(response: TxnResponse): WriteOutcome {
  const revision = response.header?.revision;
  if (revision === undefined) throw new Error("the response to a transaction has no header");
  const read = response.succeeded ? response.responses.at(-1) : response.responses[0];
  const found = read?.kind === "range" ? read.response.kvs[0] : undefined;
  if (response.succeeded) return { kind: "written", revision, ...(found === undefined ? {} : { now: found }) };
  return { kind: "conflict", revision, ...(found === undefined ? {} : { theirs: found }) };
}

/**
 * The key as a write left it, with the value and the lease that it has since: what a write kept is its base's, since the
 * comparison held. Not every version tells the lease of a key that is read without its value.
 */
export function writtenKey(
  now: KeyFacts | undefined,
  { value, lease }: Pick<KeyValue, "value" | "lease">,
): KeyValue | undefined {
  return now && { ...now, value, lease };
}
