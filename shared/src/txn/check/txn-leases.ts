/** Which leases a transaction is about. */
import { noLease, type LeaseId } from "../../model/int64.ts";
import type { Operation, OperationResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";

/** Every lease that a condition or a put names, in any branch. */
export function leasesIn({ compare, success, failure }: TxnRequest): readonly LeaseId[] {
  const compared = compare.flatMap((condition) => (condition.target === "LEASE" ? [condition.lease] : []));
  return [...compared, ...[...success, ...failure].flatMap(leasesOf)].filter((id) => id !== noLease);
}

function leasesOf(operation: Operation): readonly LeaseId[] {
  if (operation.kind === "txn") return leasesIn(operation.request);
  return operation.kind === "put" && operation.request.lease !== undefined ? [operation.request.lease] : [];
}

/** The leases that keys were put under, by what ran. */
export function leasesWritten(request: TxnRequest, { succeeded, responses }: TxnAnswer): readonly LeaseId[] {
  const ran = succeeded ? request.success : request.failure;
  return ran.flatMap((operation, at) => {
    const answer = responses[at];
    if (operation.kind === "put") return leasesOf(operation);
    return operation.kind === "txn" && answer?.kind === "txn" ? leasesWritten(operation.request, answer.response) : [];
  });
}

interface TxnAnswer extends Pick<TxnResponse, "succeeded"> {
  readonly responses: readonly OperationResponse[];
}
