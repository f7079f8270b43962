/** A batch of guarded items as one transaction, and what its answer says of each. */
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { Operation, OperationResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";
import type { GuardedItem } from "./guarded-item.ts";

/** What became of an item, as etcd answered. */
export type Verdict =
  /** Written by us, at `revision`. `responses` answer its operations, where they were heard. */
  | { readonly kind: "done"; readonly revision: Revision; readonly responses: readonly OperationResponse[] }
  /** Somebody else has changed it. `now`: those of its keys that exist, without their values. */
  | { readonly kind: "changed"; readonly now: readonly KeyFacts[] }
  /** Not written; it still can be. */
  | { readonly kind: "pending" };

/** Reads the keys that the guard is about. A range is only counted: it may hold any number of keys. */
function readGuarded(item: GuardedItem): Operation[] {
  return item.guard.map(({ key, rangeEnd }): Operation => {
    const request = rangeEnd === undefined ? { key, keysOnly: true } : { key, rangeEnd, countOnly: true };
    return { kind: "range", request };
  });
}

function itemTxn(item: GuardedItem): TxnRequest {
  return { compare: item.guard, success: item.write, failure: readGuarded(item) };
}

/**
 * etcd before 3.5.28 or so does not ask for permission to do what stands in a transaction within a transaction, but
 * it does for the branch that is not taken (run: 3.4.23 and 3.5.16 write for a user who may not). So that nobody
 * writes more than his role allows, the branch that never runs names every key that is written. Were it to run, it
 * would change nothing: value and lease stay.
 */
function permissionCheck(item: GuardedItem): Operation[] {
  return item.write.map(({ kind, request }): Operation => {
    if (kind === "txn") throw new Error("an item cannot be a transaction");
    return { kind: "put", request: { key: request.key, ignoreValue: true, ignoreLease: true } };
  });
}

/** One transaction in which every item's own guard decides over it alone. */
export function batchTxn(items: readonly GuardedItem[]): TxnRequest {
  const [only] = items;
  if (only !== undefined && items.length === 1) return itemTxn(only);
  return {
    compare: [],
    success: items.map((item) => ({ kind: "txn", request: itemTxn(item) })),
    failure: items.flatMap(permissionCheck),
  };
}

/** What the answer to {@link batchTxn} says of each item, in their order. */
export function readBatch(items: readonly GuardedItem[], answer: TxnResponse): Verdict[] {
  const revision = revisionOf(answer);
  const answers = items.length === 1 ? [answer] : nestedOf(answer, items.length);
  return answers.map(({ succeeded, responses }) =>
    succeeded ? { kind: "done", revision, responses } : { kind: "changed", now: factsIn(responses) },
  );
}

/** Asks, without writing, which items stand, which can still be written, and which somebody else has changed. */
export function settleTxn(items: readonly GuardedItem[]): TxnRequest {
  return {
    compare: [],
    success: items.map((item): Operation => {
      const reads = readGuarded(item);
      const guard: Operation = { kind: "txn", request: { compare: item.guard, success: [], failure: reads } };
      return { kind: "txn", request: { compare: item.stands, success: readWritten(item), failure: [guard] } };
    }),
    failure: [],
  };
}

function readWritten(item: GuardedItem): Operation[] {
  return item.write.flatMap(({ kind, request }): Operation[] =>
    kind === "put" ? [{ kind: "range", request: { key: request.key, keysOnly: true } }] : [],
  );
}

/** What the answer to {@link settleTxn} says of each item. */
export function readSettled(items: readonly GuardedItem[], answer: TxnResponse): Verdict[] {
  const revision = revisionOf(answer);
  return nestedOf(answer, items.length).map(({ succeeded, responses }): Verdict => {
    if (succeeded) {
      return { kind: "done", revision: factsIn(responses)[0]?.modRevision ?? revision, responses: [] };
    }
    const [guard] = nestedIn(responses);
    if (guard === undefined) throw new Error("the response to a nested transaction is missing");
    return guard.succeeded ? { kind: "pending" } : { kind: "changed", now: factsIn(guard.responses) };
  });
}

function revisionOf({ header }: TxnResponse): Revision {
  if (header === undefined) throw new Error("the response to a transaction has no header");
  return header.revision;
}

function nestedIn(responses: readonly OperationResponse[]): TxnResponse[] {
  return responses.flatMap((answer) => (answer.kind === "txn" ? [answer.response] : []));
}

function nestedOf({ responses }: TxnResponse, count: number): TxnResponse[] {
  const nested = nestedIn(responses);
  if (nested.length !== count) throw new Error(`${count} transactions were sent, ${nested.length} answered`);
  return nested;
}

function factsIn(responses: readonly OperationResponse[]): KeyFacts[] {
  return responses.flatMap((answer) => (answer.kind === "range" ? answer.response.kvs : []));
}
