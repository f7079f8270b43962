/** The next thing to try after a failure, for people. What happened is said by `describeFailure` in shared. */
import type { Failure, TlsCause } from "@etcd-explorer/shared/model/failure";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { describeWriteFailure, isTooLarge, wasWritten } from "@etcd-explorer/shared/model/write-outcome";

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

/** A short title for a failed screen. */
export function titleFailure(failure: Failure): string {
  switch (failure.kind) {
    case "invalid":
      return "The request is not right";
    case "forbidden":
      return failure.rule === "access-token" ? "Who are you?" : "The explorer does not allow this";
    case "unreachable":
      return "Nothing answers at this address";
    case "timeout":
      return "No answer in time";
    case "tls":
      return "No trusted connection";
    case "malformed":
      return "This does not look like etcd";
    case "truncated":
      return "The answer was cut off";
    case "too-large":
      return "The answer is too large";
    case "rejected":
      if (isWrongPassword(failure)) return "Wrong user or password";
      if (asksForSignIn(failure)) return "Sign in required";
      return failure.code === grpcCode.permissionDenied ? "You may not do this" : "etcd refused";
    case "compacted":
      return "This revision has been compacted";
    case "future-revision":
      return "This revision does not exist yet";
    case "foreign":
      return failure.status === unauthorized ? "Sign in required" : "Something other than etcd answered";
    case "offline":
      return "The explorer's server is away";
    case "internal":
      return "Something went wrong here";
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

const noLeaderAdvice = "The cluster may have no leader. Check members and quorum under Cluster.";
const noLeader = /request timed out|no leader|leader changed|context deadline exceeded/;

/** Whether a member has said that it has no leader. */
function hasNoLeader(failure: Failure): boolean {
  const isOfEndpoints = failure.kind === "timeout" || failure.kind === "unreachable";
  return isOfEndpoints && failure.tried?.some(({ outcome }) => outcome === "no-leader") === true;
}

/** Why a long act of many writes does not go on, whether the last of them was done, and what to do. */
export function describeStop(failure: Failure, failed: string): string {
  const look = "Go on: those keys are read before anything is written again";
  const told = describeWriteFailure(failure, { failed, look });
  return wasWritten(failure) === "not-written" && !isTooLarge(failure) ? `${told} ${adviseFailure(failure)}` : told;
}

/** By the rule of the guard that refused. */
const forbiddenAdvice: Readonly<Record<string, string>> = {
  past: "Go back to live to change anything.",
  "read-only": "This connection only reads. Use one that may write.",
  "access-token": "It was printed where the explorer was started, as part of its address.",
};

/** What to do next, in one or two sentences. */
export function adviseFailure(failure: Failure): string {
  if (hasNoLeader(failure)) return noLeaderAdvice;
  switch (failure.kind) {
    case "invalid":
      return "Correct the field and try again.";
    case "forbidden":
      return forbiddenAdvice[failure.rule] ?? "Whoever runs the explorer can allow it in its configuration.";
    case "unreachable":
      return "Check host and port, that etcd runs, and that it listens beyond its own machine (--listen-client-urls).";
    case "timeout":
      return failure.phase === "dial"
        ? "A firewall may drop the packets, or the host is down. Check the address."
        : "etcd may have no leader, or be busy. A proxy or a TLS port also stays silent on plain HTTP.";
    case "tls":
      return adviseTls(failure.cause ?? "unknown");
    case "malformed":
      return "Check the port: etcd's clients use 2379 by default. A TLS port answers like this on plain HTTP.";
    case "truncated":
      return "Try again. If it stays so, something between here and etcd closes connections.";
    case "too-large":
      return "Read less at once: open a smaller prefix.";
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
      return "Start it again, then retry. Nothing was lost: unsaved edits are still in this tab.";
    case "internal":
      return "Try again. If it stays so, please report it with what you did.";
    default:
      return failure satisfies never;
  }
}

function adviseTls(cause: TlsCause): string {
  switch (cause) {
    case "no-tls":
      return "Turn TLS off for this connection (http instead of https), or check the port.";
    case "tls-required":
      return "Turn TLS on for this connection (https instead of http).";
    case "unknown-authority":
      return "Start the explorer with --cacert and the file of the authority's certificate: etcdctl takes the same one.";
    case "wrong-name":
      return "Connect by a name that the certificate is for, or have a certificate issued for this one.";
    case "expired":
      return "Have the certificate renewed; if it was, etcd or a proxy before it may still show the old one.";
    case "not-yet-valid":
      return "Check the clock of the explorer's machine, then the certificate's dates.";
    case "client-certificate-wanted":
      return "Start the explorer with --cert and --key: a client certificate that etcd's --trusted-ca-file has signed.";
    case "alert":
      return "Read etcd's log: it says why it refused. Its --cipher-suites or a proxy may be too strict.";
    case "unknown":
      return "Check the certificate's authority, name and dates, and whether etcd wants a client certificate.";
    default:
      return cause satisfies never;
  }
}

function adviseRejected(failure: Failure & { kind: "rejected" }): string {
  if (asksForSignIn(failure)) return "Sign in with an etcd user and its password.";
  if (noLeader.test(failure.message)) return noLeaderAdvice;
  switch (failure.code) {
    case grpcCode.permissionDenied:
      return "Your roles do not cover this. Go to a prefix that they cover, or have an administrator grant the permission.";
    case grpcCode.resourceExhausted:
      return "etcd is out of space or was asked too much at once. Look at its alarms and quota.";
    case grpcCode.notFound:
      return "This etcd does not know the path. It may be older than 3.4, or something else listens there.";
    default:
      return "Try again, or read etcd's log for the cause.";
  }
}
