/** What a failed write means for what is stored. Only some failures say that nothing was written. */
import { describeFailure, type Failure } from "@etcd-explorer/shared/failure";

// gRPC codes after which etcd may still have done it: deadline exceeded, internal, unavailable ("request timed out").
const unsureCodes: ReadonlySet<number> = new Set([4, 13, 14]);

/** Whether the write may have been done although no good answer came. */
export function mayHaveWritten(failure: Failure): boolean {
  switch (failure.kind) {
    case "invalid":
    case "forbidden":
    case "unreachable":
    case "tls":
      return false;
    case "timeout":
      return failure.phase !== "dial";
    case "rejected":
      return unsureCodes.has(failure.code);
    case "malformed":
    case "truncated":
    case "too-large":
    case "offline":
    case "internal":
      return true;
    default:
      return failure satisfies never;
  }
}

/** Whether etcd refused a request for its size. It says so in one of two ways, by how far it exceeds the limit. */
export function isTooLarge(failure: Failure): boolean {
  if (failure.kind !== "rejected") return false;
  return /request is too large|message larger than max/.test(failure.message);
}

/** A failed write in words: first what is certain, then what happened. */
export function describeWriteFailure(failure: Failure): string {
  if (isTooLarge(failure)) {
    return "Nothing was written: it is larger than this etcd takes in one request (--max-request-bytes, 1.5 MiB by default).";
  }
  if (failure.kind === "rejected" && /requested lease not found/.test(failure.message)) {
    return "Nothing was written: the lease has ended.";
  }
  const happened = describeFailure(failure);
  return mayHaveWritten(failure)
    ? `It is not known whether this was written: read it again. ${happened}`
    : `Nothing was written. ${happened}`;
}
