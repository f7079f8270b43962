/**
 * Whether a write was done although no good answer came: the one place that decides. Unknown unless proved, since a
 * save that is repeated because somebody was told "nothing was written" may overwrite, and one that is believed lost.
 */
import { describeFailure, hasTimedOut, type Failure } from "./failure.ts";
import { formatMs } from "./time-text.ts";
import { grpcCode } from "./grpc-code.ts";

export type Written = "written" | "not-written" | "unknown";

/** What a failure proves of the write that failed by it. */
export function wasWritten(failure: Failure): Written {
  switch (failure.kind) {
    // Refused or failed before anything was sent: a write is sent over an open connection only, and once.
    case "invalid":
    case "forbidden":
    case "unreachable":
    case "tls":
    // etcd looks at the revisions that a transaction reads before it applies anything (checkTxn, rangeKeys).
    case "compacted":
    case "future-revision":
      return "not-written";
    case "timeout":
      return failure.phase === "dial" ? "not-written" : "unknown";
    case "rejected":
      return refusesBefore(failure) ? "not-written" : "unknown";
    case "foreign":
      // 401: "the request has not been applied" (RFC 9110, 15.5.2). No other status promises that.
      return failure.status === 401 ? "not-written" : "unknown";
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

/**
 * The codes with which etcd refuses before it applies. Cancelled, unknown, deadline exceeded, internal and unavailable
 * also come when the request is on its way through raft.
 */
const refusing: readonly number[] = [
  grpcCode.invalidArgument,
  grpcCode.notFound,
  grpcCode.alreadyExists,
  grpcCode.permissionDenied,
  grpcCode.failedPrecondition,
  grpcCode.outOfRange,
  grpcCode.unauthenticated,
];

/**
 * What etcd says by other codes before it applies. "database space exceeded" is none of them: the member that finds
 * the quota exceeded while it applies says so after it has written (etcd server/etcdserver/apply, quotaApplierV3).
 */
const refusals: ReadonlyMap<number, RegExp> = new Map([
  // Maintenance checks for root itself, and passes its own error on.
  [grpcCode.unknown, /^auth: permission denied$/],
  [grpcCode.resourceExhausted, /^etcdserver: too many requests$|^grpc: received message larger than max/],
  [grpcCode.unimplemented, /^(Not Implemented|Method Not Allowed|unknown (service|method) .*)$/],
  [grpcCode.unavailable, /^etcdserver: (unhealthy cluster|not capable|rpc not supported for learner)$/],
  [grpcCode.dataLoss, /^etcdserver: corrupt cluster$/],
]);

/** How the gateway begins what it says of a body that it cannot read, and so does not pass on. */
const unreadable =
  /^(invalid |illegal base64|json: |proto: |unexpected |unknown (value|field)|bad |type mismatch|failed to )/;

/** A proxy may well answer in JSON with a code of its own: etcd is known by its words. */
function refusesBefore({ code, message }: Extract<Failure, { kind: "rejected" }>): boolean {
  if (refusals.get(code)?.test(message) === true) return true;
  if (!refusing.includes(code)) return false;
  // "Not Found" alone is no such word: a proxy that has passed the request on says it as well as a missing path.
  return message.startsWith("etcdserver: ") || (code === grpcCode.invalidArgument && unreadable.test(message));
}

/** Whether etcd refused a request for its size. It says so in one of two ways, by how far it exceeds the limit. */
export function isTooLarge(failure: Failure): boolean {
  return failure.kind === "rejected" && /request is too large|message larger than max/.test(failure.message);
}

/** Whether etcd takes no more writes because its space is used up: the alarm NOSPACE. */
export function isOutOfSpace(failure: Failure): boolean {
  return failure.kind === "rejected" && /database space exceeded/.test(failure.message);
}

/** What was tried, in the words of its screen. */
export interface WriteWords {
  /** `Could not save`. */
  readonly failed: string;
  /** How one finds out what became of it: `Reload the key to see`. */
  readonly look: string;
}

/** A failed write for people: what failed, why, whether it was written, and what to do. */
export function describeWriteFailure(failure: Failure, { failed, look }: WriteWords): string {
  const reason = reasonOf(failure);
  return wasWritten(failure) === "not-written"
    ? `${failed}. Nothing was written. ${reason}.`
    : `${failed}. ${reason}, so the write may or may not have happened. ${look}.`;
}

function reasonOf(failure: Failure): string {
  if (isTooLarge(failure)) {
    return "It is too large for one request (etcd's --max-request-bytes, 1.5 MiB by default)";
  }
  if (isOutOfSpace(failure)) return "etcd is out of space (alarm NOSPACE)";
  if (failure.kind === "rejected") {
    if (/requested lease not found/.test(failure.message)) return "The lease expired or was revoked";
    if (hasTimedOut(failure)) return "etcd timed out";
  }
  if (failure.kind === "timeout" && failure.phase !== "dial") {
    return `etcd timed out after ${formatMs(failure.timeoutMs)}`;
  }
  // Its own words go on with a question.
  if (failure.kind === "offline") return "The explorer's server did not respond";
  if (failure.kind === "internal") return "etcd explorer had an internal error";
  return describeFailure(failure).replace(/\?$/, "");
}
