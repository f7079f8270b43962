/** What the failure of a batch means for its items. */
import type { Failure } from "../failure.ts";

export type BatchFailure =
  /** Nothing was written: the server takes fewer operations, or fewer bytes, at once. */
  | "too-many-operations"
  | "too-large"
  /** Nothing was written, because of at least one of the items. */
  | "refused"
  /** Nothing was written, and nothing else would be now. */
  | "not-now"
  /** Nobody knows whether it was written: the answer was lost. */
  | "unknown";

/** gRPC's codes with which etcd refuses before it writes anything. */
const refusing: ReadonlySet<number> = new Set([3, 5, 7, 9, 11]);
/** No space or too many requests; not signed in. */
const blocking: ReadonlySet<number> = new Set([8, 16]);

export function classifyFailure(failure: Failure): BatchFailure {
  switch (failure.kind) {
    case "invalid":
    case "forbidden":
    case "unreachable":
    case "tls":
      return "not-now";
    case "timeout":
      return failure.phase === "dial" ? "not-now" : "unknown";
    case "rejected":
      if (/too many operations/.test(failure.message)) return "too-many-operations";
      if (/request is too large|larger than max/.test(failure.message)) return "too-large";
      if (refusing.has(failure.code)) return "refused";
      return blocking.has(failure.code) ? "not-now" : "unknown";
    case "malformed":
    case "truncated":
    case "too-large":
    case "offline":
    case "internal":
      return "unknown";
    default:
      return failure satisfies never;
  }
}
