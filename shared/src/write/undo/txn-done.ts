/** What a transaction that ran has changed, key by key, so that it can be taken back. */
import { asValue, encodeHex } from "../../model/bytes.ts";
import { keyStateOf, type DoneWrite, type KeyState, type KeyChange } from "../guarded/inverse.ts";
import { noLease, zeroInt64 } from "../../model/int64.ts";
import type { Operation, OperationResponse, PutRequest, TxnRequest, TxnResponse } from "../../model/txn.ts";

/**
 * The request with `prev_kv` on every put and every delete of one key, which changes nothing but the answer: it tells
 * what to bring back. Deletes of ranges stay as they are, since their answer could be of any size.
 */
export function withPrevious(request: TxnRequest): TxnRequest {
  const ask = (operation: Operation): Operation => {
    switch (operation.kind) {
      case "put":
        return { kind: "put", request: { ...operation.request, prevKv: true } };
      case "delete":
        return operation.request.rangeEnd === undefined
          ? { kind: "delete", request: { ...operation.request, prevKv: true } }
          : operation;
      case "txn":
        return { kind: "txn", request: withPrevious(operation.request) };
      case "range":
        return operation;
      default:
        return operation satisfies never;
    }
  };
  return { ...request, success: request.success.map(ask), failure: request.failure.map(ask) };
}

/** The write, or undefined where it cannot be taken back: nothing was written, or not all that was there is known. */
export function doneWrite(request: TxnRequest, response: TxnResponse): DoneWrite | undefined {
  const revision = response.header?.revision;
  const changes = new Map<string, KeyChange>();
  if (revision === undefined || !collect(request, response, changes) || changes.size === 0) return undefined;
  return { revision, changes: [...changes.values()] };
}

/** Whether a transaction that ran has changed anything: what only reads, or deletes what is not there, does not. */
export function hasWritten({ responses }: Pick<TxnResponse, "responses">): boolean {
  return responses.some((answer) => {
    switch (answer.kind) {
      case "put":
        return true;
      case "delete":
        return answer.response.deleted !== zeroInt64;
      case "txn":
        return hasWritten(answer.response);
      case "range":
        return false;
      default:
        return answer satisfies never;
    }
  });
}

/** Adds the changes of the branch that ran; false where something in it does not tell what was there before. */
function collect(request: TxnRequest, response: TxnResponse, changes: Map<string, KeyChange>): boolean {
  const lane = response.succeeded ? request.success : request.failure;
  return lane.every((operation, at) => {
    const answer = response.responses[at];
    return answer !== undefined && collectOne(operation, answer, changes);
  });
}

function collectOne(operation: Operation, answer: OperationResponse, changes: Map<string, KeyChange>): boolean {
  if (operation.kind === "put" && answer.kind === "put") {
    const { prevKv } = answer.response;
    note(changes, {
      key: operation.request.key,
      ...(prevKv === undefined ? {} : { before: keyStateOf(prevKv) }),
      after: keyStateAfter(operation.request, prevKv === undefined ? undefined : keyStateOf(prevKv)),
    });
    return operation.request.prevKv === true;
  }
  if (operation.kind === "delete" && answer.kind === "delete") {
    const { deleted, prevKvs } = answer.response;
    for (const kv of prevKvs) note(changes, { key: kv.key, before: keyStateOf(kv) });
    return deleted === String(prevKvs.length);
  }
  if (operation.kind === "txn" && answer.kind === "txn") return collect(operation.request, answer.response, changes);
  return operation.kind === "range";
}

function keyStateAfter(request: PutRequest, before: KeyState | undefined): KeyState {
  const value = request.ignoreValue === true ? before?.value : request.value;
  const lease = request.ignoreLease === true ? before?.lease : request.lease;
  return { value: value ?? emptyValue, lease: lease ?? noLease };
}

const emptyValue = asValue(new Uint8Array());

/** A key that is changed twice was what it was before the first, and is what it is after the last. */
function note(changes: Map<string, KeyChange>, change: KeyChange): void {
  const name = encodeHex(change.key);
  const earlier = changes.get(name);
  if (earlier === undefined) changes.set(name, change);
  else {
    const { key, before } = earlier;
    const { after } = change;
    changes.set(name, { key, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  }
}
