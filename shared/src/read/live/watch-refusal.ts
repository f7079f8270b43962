/** Which failures of a watch are final. */
import { limits } from "../../contract/limits.ts";
import type { Failure } from "../../model/failure.ts";
import { grpcCode, isRefusedBy } from "../../model/grpc-code.ts";
import type { WatchRequest } from "../../model/watch.ts";

/** What will fail again however often it is tried: until somebody changes who asks, or what. */
export function isFinal(failure: Failure): boolean {
  // There are too many watches: once another one is closed there is room.
  if (failure.kind === "forbidden") return failure.rule !== "watches";
  if (failure.kind === "invalid" || failure.kind === "too-large") return true;
  return isRefusedBy(
    failure,
    grpcCode.permissionDenied,
    grpcCode.unauthenticated,
    grpcCode.invalidArgument,
    grpcCode.failedPrecondition,
    grpcCode.unimplemented,
  );
}

/** What a request has beside its names: a few numbers. */
const otherBytes = 1024;

/** Why a watch is not even asked for: etcd would end the stream that all watches share. */
export function refusalOfRequest({ range: { key, rangeEnd } }: WatchRequest): Failure | undefined {
  const { etcdMessageBytes: limitBytes } = limits;
  const isTooLarge = key.length + (rangeEnd?.length ?? 0) > limitBytes - otherBytes;
  return isTooLarge ? { kind: "too-large", what: "request", limitBytes } : undefined;
}

/** etcd's words for a watch that it cancels. Those of its authentication are final; others, such as a lost leader, pass. */
const refusals: readonly (readonly [words: RegExp, code: number])[] = [
  [/permission denied/i, grpcCode.permissionDenied],
  [/auth token|user name is empty|auth store/i, grpcCode.unauthenticated],
  [/invalid|not supported/i, grpcCode.invalidArgument],
];

/** The failure that a cancelled watch tells. Source: etcd server/etcdserver/api/v3rpc/watch.go. */
export function refusalOf(reason: string): Failure {
  const code = refusals.find(([words]) => words.test(reason))?.[1] ?? grpcCode.unavailable;
  return { kind: "rejected", status: 200, code, message: reason };
}
