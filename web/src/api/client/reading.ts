/** How keys are read: the one place where it goes into what etcd is sent, whoever reads. */
import type { Operation, RangeRequest, TxnRequest } from "@etcd-explorer/shared/model/txn";

/** The way in which a connection's keys are read. */
export interface Reading {
  /** Any member answers by itself, without a leader: what it tells may be old. */
  readonly serializable: boolean;
}

/** As etcd reads unless it is asked otherwise: the newest of all that a majority has. */
export const linearizable: Reading = { serializable: false };

/** The same read, in that way. */
export function readRange(request: RangeRequest, { serializable }: Reading): RangeRequest {
  return serializable ? { ...request, serializable } : request;
}

/** The same transaction, in that way; one that may write goes as it is. */
export function readTxn(request: TxnRequest, reading: Reading): TxnRequest {
  return isRead({ kind: "txn", request }) ? readBranches(request, reading) : request;
}

function isRead(operation: Operation): boolean {
  if (operation.kind === "txn") return [...operation.request.success, ...operation.request.failure].every(isRead);
  return operation.kind === "range";
}

function readBranches(request: TxnRequest, reading: Reading): TxnRequest {
  const { success, failure } = request;
  const read = (operation: Operation): Operation => {
    if (operation.kind === "range") return { kind: "range", request: readRange(operation.request, reading) };
    return operation.kind === "txn" ? { kind: "txn", request: readBranches(operation.request, reading) } : operation;
  };
  return { ...request, success: success.map(read), failure: failure.map(read) };
}
