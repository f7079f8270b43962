/** gRPC's status codes, as etcd's gateway tells them. Source: grpc, doc/statuscodes.md. */
import { isRejection, type Failure } from "./failure.ts";

export const grpcCode = {
  cancelled: 1,
  unknown: 2,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  outOfRange: 11,
  unimplemented: 12,
  internal: 13,
  unavailable: 14,
  dataLoss: 15,
  unauthenticated: 16,
} as const;

/** Whether etcd refused with one of these codes. */
export function isRefusedBy(failure: Failure, ...codes: readonly number[]): boolean {
  return isRejection(failure) && codes.includes(failure.code);
}
