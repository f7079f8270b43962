/** Failures that may pass by themselves, and how a command that goes on waits for that. */
import { describeFailure, FailureError, failureOf, isRejection } from "../../../model/failure.ts";
import { grpcCode } from "../../../model/grpc-code.ts";
import type { CommandContext } from "./command-context.ts";

/** Whether it is worth while to ask again: nobody was reached, or the answer broke off. */
export function isPassing(error: unknown): boolean {
  const failure = failureOf(error);
  switch (failure.kind) {
    case "unreachable":
    case "timeout":
    case "truncated":
    case "offline":
      return true;
    case "rejected":
      // The server is not ready, or has no leader.
      return failure.code === grpcCode.unavailable;
    case "foreign":
      // A proxy whose etcd is away.
      return failure.status >= 500;
    case "invalid":
    case "forbidden":
    case "tls":
    case "malformed":
    case "too-large":
    case "compacted":
    case "future-revision":
    case "internal":
      return false;
    default:
      return failure satisfies never;
  }
}

/** etcd's own words where it refused, else what happened. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof FailureError)) throw error;
  const failure = failureOf(error);
  return isRejection(failure) ? failure.message : describeFailure(failure);
}

const longestPauseMs = 5000;

/** Waits before the next attempt, longer after each that failed; false: the command was stopped meanwhile. */
export function retrying({ pause }: Pick<CommandContext, "pause">, failed: number): Promise<boolean> {
  return pause(Math.min(longestPauseMs, 250 * 2 ** Math.min(failed, 10)));
}
