/** The next thing to try after a failure, for people. What happened is said by `describeFailure` in shared. */
import { hasTimedOut, type Failure, type TlsCause } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { describeWriteFailure, isOutOfSpace, isTooLarge, wasWritten } from "@etcd-explorer/shared/model/write-outcome";

/** HTTP's status for a request without valid credentials. */
const unauthorized = 401;

/** Whether signing in, or signing in anew, may help. */
export function asksForSignIn(failure: Failure): boolean {
  if (failure.kind === "foreign") return failure.status === unauthorized;
  if (failure.kind !== "rejected") return false;
  if (failure.code === grpcCode.unauthenticated) return true;
  return failure.code === grpcCode.invalidArgument && /user name is empty|authentication failed/.test(failure.message);
}

function isWrongPassword(failure: Failure & { kind: "rejected" }): boolean {
  return failure.code === grpcCode.invalidArgument && failure.message.includes("authentication failed");
}

/** Whether it is one of etcd's ports, and none that answers requests. */
function isWrongPort({ field }: Failure & { kind: "invalid" }): boolean {
  return field === "port";
}

/** A short title for a failed screen. */
export function titleFailure(failure: Failure): string {
  if (hasNoLeader(failure)) return "No leader";
  switch (failure.kind) {
    case "invalid":
      return isWrongPort(failure) ? "Wrong port" : "Invalid request";
    case "forbidden":
      return failure.rule === "access-token" ? "Access token required" : "Not allowed by the explorer";
    case "unreachable":
      return "Cannot connect";
    case "timeout":
      return "Timed out";
    case "tls":
      return "TLS connection failed";
    case "malformed":
      return "Not a valid etcd response";
    case "truncated":
      return "Response cut off";
    case "too-large":
      return failure.what === "request" ? "Request too large" : "Response too large";
    case "rejected":
      if (isWrongPassword(failure)) return "Wrong user or password";
      if (asksForSignIn(failure)) return "Sign in required";
      if (isOutOfSpace(failure)) return "etcd is out of space";
      if (hasTimedOut(failure)) return "Timed out";
      return failure.code === grpcCode.permissionDenied ? "Permission denied" : "etcd refused the request";
    case "compacted":
      return "This revision has been compacted";
    case "future-revision":
      return "This revision does not exist yet";
    case "foreign":
      return failure.status === unauthorized ? "Sign in required" : "Response not from etcd";
    case "offline":
      return "Explorer server unavailable";
    case "internal":
      return "Internal error";
    default:
      return failure satisfies never;
  }
}

/** Whether a read may have failed because the cluster has no leader: then a member can still tell what it has. */
export function mayLackLeader(failure: Failure): boolean {
  if (hasNoLeader(failure)) return true;
  if (failure.kind === "timeout") return failure.phase !== "dial";
  return failure.kind === "rejected" && noLeader.test(failure.message);
}

const checkCluster = "Check members and quorum under Cluster.";
const noLeaderAdvice = `The cluster may have no leader. ${checkCluster}`;
const noLeader = /request timed out|no leader|leader changed|context deadline exceeded/;

/** Whether a member has said that it has no leader. */
function hasNoLeader(failure: Failure): boolean {
  const isOfEndpoints = failure.kind === "timeout" || failure.kind === "unreachable";
  return isOfEndpoints && failure.tried?.some(({ outcome }) => outcome === "no-leader") === true;
}

/** Why a long act of many writes does not go on, whether the last of them was done, and what to do. */
export function describeStop(failure: Failure, failed: string): string {
  const look = "Continue: these keys are read again before anything is written";
  const told = describeWriteFailure(failure, { failed, look });
  return wasWritten(failure) === "not-written" && !isTooLarge(failure) ? `${told} ${adviseFailure(failure)}` : told;
}

/** By the rule of the guard that refused. */
const forbiddenAdvice: Readonly<Record<string, string>> = {
  past: "Go back to live to change anything.",
  "read-only": "Unlock it in the top bar if you locked it. Otherwise, use a connection with write access.",
  "source-compacted": "Continue to write the other keys, or cancel the rest.",
  "access-token": "Find it in the address that the explorer printed when it started.",
};

/** What to do next, in one or two sentences. */
export function adviseFailure(failure: Failure): string {
  if (hasNoLeader(failure)) return checkCluster;
  switch (failure.kind) {
    case "invalid":
      return isWrongPort(failure) ? "Change the connection's port." : "Correct the field and try again.";
    case "forbidden":
      return forbiddenAdvice[failure.rule] ?? "The explorer's administrator can allow it in its configuration.";
    case "unreachable":
      return "Check the host and port. Is etcd running, and listening on that address (--listen-client-urls)?";
    case "timeout":
      return failure.phase === "dial"
        ? "Check the address. The host may be down, or a firewall may drop the packets."
        : "etcd may be busy or have no leader. A TLS port may not answer plain HTTP.";
    case "tls":
      return adviseTls(failure.cause ?? "unknown");
    case "malformed":
      return "Check the port: the default for clients is 2379. A TLS port answers plain HTTP like this.";
    case "truncated":
      return "Try again. If it persists, a proxy or the network may be closing connections.";
    case "too-large":
      return failure.what === "request"
        ? "Use a shorter key or prefix."
        : "Open a smaller prefix to read less at once.";
    case "rejected":
      return adviseRejected(failure);
    case "compacted":
      return "Go back to live, or view a newer revision.";
    case "future-revision":
      return "Go back to live, or view an older revision.";
    case "foreign":
      return failure.status === unauthorized
        ? "Sign in with a user and password that the proxy accepts."
        : "Check the proxy or load balancer in front of etcd, and the port.";
    case "offline":
      return "Restart it, then retry. Unsaved edits are still in this tab.";
    case "internal":
      return "Try again. If it persists, please report it with the steps you took.";
    default:
      return failure satisfies never;
  }
}

function adviseTls(cause: TlsCause): string {
  switch (cause) {
    case "no-tls":
      return "Turn off TLS for this connection (http instead of https), or check the port.";
    case "tls-required":
      return "Turn on TLS for this connection (https instead of http).";
    case "unknown-authority":
      return "Start the explorer with --cacert and the CA certificate that etcdctl uses.";
    case "wrong-name":
      return "Connect by a name in the certificate, or have one issued for this name.";
    case "expired":
      return "Renew the certificate. If it was renewed, etcd or a proxy may still serve the old one.";
    case "not-yet-valid":
      return "Check the clock of the explorer's machine, then the certificate's dates.";
    case "client-certificate-wanted":
      return "Start the explorer with --cert and --key. etcd's --trusted-ca-file must have signed the certificate.";
    case "alert":
      return "Check etcd's log for the reason. Its --cipher-suites or a proxy may be too strict.";
    case "unknown":
      return "Check the certificate's CA, name and dates. etcd may also require a client certificate.";
    default:
      return cause satisfies never;
  }
}

function adviseRejected(failure: Failure & { kind: "rejected" }): string {
  if (asksForSignIn(failure)) return "Sign in with an etcd user and its password.";
  if (noLeader.test(failure.message)) return noLeaderAdvice;
  switch (failure.code) {
    case grpcCode.permissionDenied:
      return "Your roles do not allow this. Ask an administrator for the permission.";
    case grpcCode.resourceExhausted:
      return "etcd is out of space or overloaded. Check its alarms and quota.";
    case grpcCode.notFound:
      return "This path does not exist. etcd may be older than 3.4, or another server uses this port.";
    default:
      return "Try again, or check etcd's log for the cause.";
  }
}
