/** etcd as it was at one revision: whatever reads through a pinned call reads that revision, and nothing can write. */
import { FailureError } from "../../model/failure.ts";
import { compareInt64, formatGrouped, zeroRevision, type Revision } from "../../model/int64.ts";
import type {
  Operation,
  OperationResponse,
  RangeRequest,
  RangeResponse,
  ResponseHeader,
  TxnRequest,
  TxnResponse,
} from "../../model/txn.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import type { ScanCall } from "../scan/scan-range.ts";

/** Ranges, and transactions that only read. */
export type PinnedCall = TxnCall & ScanCall;

/**
 * Reads everything as of `at`; a request for an older revision keeps its own. The revision in an answer's header is the
 * one that was read, where etcd names the newest: what goes on from an answer stays where it is. A transaction that
 * writes, or compares with what is now, fails as `forbidden` and is not sent. Fails as `compacted` and
 * `future-revision` where etcd does not have the revision.
 */
export function pinCall(call: PinnedCall, at: Revision): PinnedCall {
  return {
    range: async (request, signal) => {
      const pinned = pinRange(request, at);
      return readAt(await call.range(pinned, signal), pinned.revision ?? at);
    },
    txn: async (request, signal, limit) => {
      if (!isReadOnly(request) || compares(request)) throw new FailureError(refusalAt(at));
      return txnReadAt(await call.txn(pinTxn(request, at), signal, limit), at);
    },
  };
}

/** The refusal of a write while a revision of the past is looked at. */
export function refusalAt(at: Revision): FailureError["failure"] {
  const message = `Read-only: you are viewing revision ${formatGrouped(at)}`;
  return { kind: "forbidden", rule: "past", message };
}

function pinRange(request: RangeRequest, at: Revision): RangeRequest {
  const own = request.revision ?? zeroRevision;
  return own !== zeroRevision && compareInt64(own, at) < 0 ? request : { ...request, revision: at };
}

function pinTxn({ success, failure }: TxnRequest, at: Revision): TxnRequest {
  const pin = (operation: Operation): Operation => {
    switch (operation.kind) {
      case "range":
        return { kind: "range", request: pinRange(operation.request, at) };
      case "txn":
        return { kind: "txn", request: pinTxn(operation.request, at) };
      case "put":
      case "delete":
        return operation;
      default:
        return operation satisfies never;
    }
  };
  return { compare: [], success: success.map(pin), failure: failure.map(pin) };
}

/** Whether a transaction writes nothing, whichever branch of it runs. */
export function isReadOnly({ success, failure }: TxnRequest): boolean {
  return [...success, ...failure].every((operation) =>
    operation.kind === "txn" ? isReadOnly(operation.request) : operation.kind === "range",
  );
}

function compares({ compare, success, failure }: TxnRequest): boolean {
  const within = (operation: Operation) => operation.kind === "txn" && compares(operation.request);
  return compare.length > 0 || success.some(within) || failure.some(within);
}

function readAt(answer: RangeResponse, at: Revision): RangeResponse {
  return answer.header === undefined ? answer : { ...answer, header: headerAt(answer.header, at) };
}

function headerAt(header: ResponseHeader, revision: Revision): ResponseHeader {
  return { ...header, revision };
}

function txnReadAt(answer: TxnResponse, at: Revision): TxnResponse {
  const responses = answer.responses.map((each): OperationResponse => {
    if (each.kind === "range") return { kind: "range", response: readAt(each.response, at) };
    return each.kind === "txn" ? { kind: "txn", response: txnReadAt(each.response, at) } : each;
  });
  return { ...answer, responses, ...(answer.header && { header: headerAt(answer.header, at) }) };
}
