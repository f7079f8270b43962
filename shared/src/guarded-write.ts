/**
 * Writes that cannot overwrite what somebody else wrote: each is a transaction that compares first and reads the key
 * as it is where the comparison fails.
 */
import type { Key, Value } from "./bytes.ts";
import { zeroInt64, type Revision } from "./int64.ts";
import type { KeyFacts, KeyValue } from "./key-value.ts";
import type { Compare, Operation, TxnRequest, TxnResponse } from "./txn.ts";

/** What became of a guarded write. */
export type WriteOutcome =
  | { readonly kind: "written"; readonly revision: Revision }
  /** Nothing was written. `theirs` is the key as it is now; absent: it does not exist. */
  | { readonly kind: "conflict"; readonly revision: Revision; readonly theirs?: KeyValue };

function guarded(compare: Compare, write: Operation): TxnRequest {
  return { compare: [compare], success: [write], failure: [{ kind: "range", request: { key: compare.key } }] };
}

function unchanged({ key, modRevision }: Pick<KeyFacts, "key" | "modRevision">): Compare {
  return { target: "MOD", key, result: "EQUAL", modRevision };
}

/** Saves a value over the one that was read as `base`. The lease stays: a plain put would detach it. */
export function saveTxn(base: Pick<KeyFacts, "key" | "modRevision">, value: Value): TxnRequest {
  return guarded(unchanged(base), { kind: "put", request: { key: base.key, value, ignoreLease: true } });
}

/** Creates a key that must not exist: version 0 (etcd counts from 1). */
export function createTxn(key: Key, value: Value): TxnRequest {
  const absent: Compare = { target: "VERSION", key, result: "EQUAL", version: zeroInt64 };
  return guarded(absent, { kind: "put", request: { key, value } });
}

/** Deletes the key that was read as `base`. */
export function deleteTxn(base: Pick<KeyFacts, "key" | "modRevision">): TxnRequest {
  return guarded(unchanged(base), { kind: "delete", request: { key: base.key } });
}

/** Reads what became of a transaction that one of the functions above made. */
export function readOutcome(response: TxnResponse): WriteOutcome {
  const revision = response.header?.revision;
  if (revision === undefined) throw new Error("the answer to a transaction has no header");
  if (response.succeeded) return { kind: "written", revision };
  const [read] = response.responses;
  const theirs = read?.kind === "range" ? read.response.kvs[0] : undefined;
  return theirs === undefined ? { kind: "conflict", revision } : { kind: "conflict", revision, theirs };
}
