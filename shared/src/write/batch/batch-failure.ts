/** What the failure of a batch means for its items, and for going on. */
import { isRejection, type Failure } from "../../model/failure.ts";
import { grpcCode } from "../../model/grpc-code.ts";
import { isTooManyOperations } from "../../model/txn-refusal.ts";
import { isTooLarge, wasWritten } from "../../model/write-outcome.ts";

export type BatchFailure =
  /** Nothing was written: the server takes fewer operations, or fewer bytes, at once. */
  | "too-many-operations"
  | "too-large"
  /** Nothing was written, because of at least one of the items. */
  | "refused"
  /** Nothing was written, and nothing else would be now. */
  | "not-now"
  /** It is not known whether it was written. */
  | "unknown";

/** Refusals that any batch would meet: too many requests; not signed in. */
const blocking: readonly number[] = [
  grpcCode.unknown,
  grpcCode.resourceExhausted,
  grpcCode.unimplemented,
  grpcCode.unavailable,
  grpcCode.dataLoss,
  grpcCode.unauthenticated,
];

/**
 * What etcd says by code 3 to whoever does not sign in, since authentication was turned on or changed meanwhile.
 * Source: etcd api/v3rpc/rpctypes/error.go, ErrGRPCUserEmpty and ErrGRPCAuthOldRevision.
 */
const wantsSignIn = /user name is empty|revision of auth store is old/;

export function classifyFailure(failure: Failure): BatchFailure {
  if (wasWritten(failure) !== "not-written") return "unknown";
  if (!isRejection(failure)) return "not-now";
  if (isTooManyOperations(failure)) return "too-many-operations";
  if (isTooLarge(failure)) return "too-large";
  return blocking.includes(failure.code) || wantsSignIn.test(failure.message) ? "not-now" : "refused";
}
