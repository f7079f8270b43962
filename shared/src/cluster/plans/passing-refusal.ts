/** What etcd refuses for a while only, so that a plan sends it again. */
import { isRejection, type Failure } from "../../model/failure.ts";
import { grpcCode } from "../../model/grpc-code.ts";

/**
 * - `unsettled`: until all members have been connected for five seconds (HealthInterval, server/etcdserver/server.go).
 * - `learner-behind`: until a learner has what the leader has.
 */
export type PassingRefusal = "unsettled" | "learner-behind";

/** etcd's error of each, whole: its code stands for other refusals too. Source: api/v3rpc/rpctypes/error.go. */
const errors: Readonly<Record<PassingRefusal, { readonly code: number; readonly message: string }>> = {
  unsettled: { code: grpcCode.unavailable, message: "etcdserver: unhealthy cluster" },
  "learner-behind": {
    code: grpcCode.failedPrecondition,
    message: "etcdserver: can only promote a learner member which is in sync with leader",
  },
};

/** Whether a request failed by this refusal and no other. */
export function isPassing(failure: Failure, refusal: PassingRefusal): boolean {
  const { code, message } = errors[refusal];
  return isRejection(failure) && failure.code === code && failure.message === message;
}
