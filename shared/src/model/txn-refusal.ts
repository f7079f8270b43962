/** Why etcd refuses a transaction as a whole. */
import type { Failure } from "./failure.ts";

/**
 * Whether it has more operations than etcd takes (`--max-txn-ops`).
 * Source: etcd server/etcdserver/api/v3rpc/key.go, checkTxnRequest; the words are rpctypes.ErrGRPCTooManyOps.
 */
export function isTooManyOperations(failure: Failure): boolean {
  return failure.kind === "rejected" && failure.message.includes("too many operations");
}

/** Whether one of its puts names a lease that has ended. Source: etcd api/v3rpc/rpctypes/error.go, ErrGRPCLeaseNotFound. */
export function isLeaseGone(failure: Failure): boolean {
  return failure.kind === "rejected" && failure.message.includes("requested lease not found");
}
