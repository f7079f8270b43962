/** Reads that any member answers by itself (serializable), without a leader: what they tell may be old. */
import type { Operation, RangeRequest, TxnRequest } from "@etcd-explorer/shared/model/txn";

/** The same read, answered by one member. */
export function serializableRange(request: RangeRequest): RangeRequest {
  return { ...request, serializable: true };
}

/** The same transaction, answered by one member; one that may write goes as it is. */
export function serializableTxn(request: TxnRequest): TxnRequest {
  const { success, failure } = request;
  if (![...success, ...failure].every(isRead)) return request;
  return { ...request, success: success.map(serializable), failure: failure.map(serializable) };
}

function isRead(operation: Operation): boolean {
  if (operation.kind === "txn") return [...operation.request.success, ...operation.request.failure].every(isRead);
  return operation.kind === "range";
}

function serializable(operation: Operation): Operation {
  if (operation.kind === "range") return { kind: "range", request: serializableRange(operation.request) };
  return operation.kind === "txn" ? { kind: "txn", request: serializableTxn(operation.request) } : operation;
}
