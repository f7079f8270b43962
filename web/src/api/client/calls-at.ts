/** The calls of a connection as a screen may make them: of the newest keyspace, or of one revision and without writes. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { At } from "@etcd-explorer/shared/model/at";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { isReadOnly, pinCall, refusalAt } from "@etcd-explorer/shared/read/past/pinned-call";
import type { EtcdCalls } from "./etcd-calls.ts";

/** Keys as of `at`; while that is a revision, nothing is written. Leases are those of now: etcd keeps none of the past. */
export function callsAt(calls: EtcdCalls, at: At): EtcdCalls {
  return at === "live" ? calls : { ...withoutWrites(calls, at), ...pinCall(calls, at) };
}

/** The same calls, of which those that write fail and are not sent, since somebody looks at revision `at`. */
export function withoutWrites(calls: EtcdCalls, at: Revision): EtcdCalls {
  const refuse = () => Promise.reject(new FailureError(refusalAt(at)));
  return {
    ...calls,
    txn: (request, signal, limit) => (isReadOnly(request) ? calls.txn(request, signal, limit) : refuse()),
    leaseGrant: refuse,
    leaseRevoke: refuse,
    leaseKeepAlive: refuse,
  };
}
