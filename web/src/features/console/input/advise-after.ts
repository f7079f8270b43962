import { isRejection, type Failure } from "@etcd-explorer/shared/model/failure";
import { grpcCode, isRefusedBy } from "@etcd-explorer/shared/model/grpc-code";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { adviseFailure } from "#/lib/failure-advice.ts";

/** gRPC's codes of refusals that have a cause beyond the command itself. */
const causedElsewhere: ReadonlySet<number> = new Set([7, 8, 16]);

/** What to try after a failed command. etcd's words about the command itself need none. */
export function adviseAfter(failure: Failure, writes: boolean): string | undefined {
  if (writes && wasWritten(failure) !== "not-written") {
    return "The write may or may not have happened. Read the data before you run it again.";
  }
  if (isRejection(failure) && !causedElsewhere.has(failure.code)) return undefined;
  // A command names its own keys, and many are about none: there is no prefix to go to.
  if (isRefusedBy(failure, grpcCode.permissionDenied)) {
    return "Your roles do not allow this. Sign in as another user, or ask an administrator.";
  }
  return adviseFailure(failure);
}

/** What is said of a command that was stopped while it was under way. */
export const stoppedWrite = "Stopped. The write may or may not have happened. Read the data to check.";
