import type { Failure, TlsCause } from "@etcd-explorer/shared/model/failure";
import { describe, expect, test } from "vitest";
import { adviseFailure, asksForSignIn, mayLackLeader, titleFailure } from "./failure-advice.ts";

const rejected = (code: number, message: string): Failure => ({ kind: "rejected", status: 400, code, message });

describe("what to do after a failure", () => {
  test("a port of etcd's that answers no requests is told from a wrong request", () => {
    const port: Failure = { kind: "invalid", field: "port", message: "this is etcd's peer port. Use the client port" };
    expect(titleFailure(port)).toBe("Wrong port");
    expect(adviseFailure(port)).toBe("Change the connection's port.");
    expect(titleFailure({ ...port, field: "body" })).toBe("Invalid request");
  });

  test("etcd's ways to say who are you lead to signing in", () => {
    expect(asksForSignIn(rejected(3, "etcdserver: user name is empty"))).toBe(true);
    expect(asksForSignIn(rejected(16, "etcdserver: invalid auth token"))).toBe(true);
    expect(asksForSignIn(rejected(3, "etcdserver: authentication failed, invalid user ID or password"))).toBe(true);
    expect(asksForSignIn(rejected(3, "etcdserver: key is not provided"))).toBe(false);
    expect(asksForSignIn({ kind: "offline", message: "user name is empty" })).toBe(false);
  });

  test("a wrong password is told from none", () => {
    const wrong = rejected(3, "etcdserver: authentication failed, invalid user ID or password");
    expect(titleFailure(wrong)).toBe("Wrong user or password");
    expect(titleFailure(rejected(3, "etcdserver: user name is empty"))).toBe("Sign in required");
  });

  test("no answer in time and no space are told from a refusal", () => {
    expect(titleFailure(rejected(14, "etcdserver: request timed out"))).toBe("Timed out");
    expect(titleFailure(rejected(8, "etcdserver: mvcc: database space exceeded"))).toBe("etcd is out of space");
    expect(titleFailure(rejected(3, "etcdserver: key is not provided"))).toBe("etcd refused the request");
  });

  test("being denied is told from being unknown", () => {
    expect(titleFailure(rejected(7, "etcdserver: permission denied"))).toBe("Permission denied");
    expect(adviseFailure(rejected(7, "etcdserver: permission denied"))).toMatch(/roles/);
  });

  test.each<[TlsCause, RegExp]>([
    ["no-tls", /^Turn off TLS/],
    ["tls-required", /^Turn on TLS/],
    ["unknown-authority", /--cacert/],
    ["wrong-name", /name/],
    ["expired", /renewed/],
    ["not-yet-valid", /clock/],
    ["client-certificate-wanted", /--cert and --key/],
    ["alert", /log/],
    ["unknown", /CA, name and dates/],
  ])("TLS that failed by %s has its own way out", (cause, advice) => {
    expect(adviseFailure({ kind: "tls", message: "m", cause })).toMatch(advice);
  });

  test("TLS that failed for no known cause is to be checked as a whole", () => {
    expect(adviseFailure({ kind: "tls", message: "m" })).toBe(
      adviseFailure({ kind: "tls", message: "m", cause: "unknown" }),
    );
  });

  test("a closed port and a silent server get different advice", () => {
    const dial = adviseFailure({ kind: "timeout", phase: "dial", timeoutMs: 1 });
    expect(dial).not.toBe(adviseFailure({ kind: "timeout", phase: "headers", timeoutMs: 1 }));
    expect(adviseFailure({ kind: "unreachable", host: "h", port: 1, message: "m" })).toMatch(/port/);
  });

  test("several endpoints of which one has no leader lead to the members, and to a read that needs none", () => {
    const tried = [{ host: "h", port: 1, outcome: "no-connection" } as const];
    const leaderless = [...tried, { host: "h", port: 2, outcome: "no-leader" } as const];
    const dial = { kind: "timeout", phase: "dial", timeoutMs: 1 } as const;
    const refused = { kind: "unreachable", host: "h", port: 1, message: "m" } as const;
    for (const failure of [dial, refused]) {
      expect(adviseFailure({ ...failure, tried: leaderless })).toBe("Check members and quorum under Cluster.");
      expect(mayLackLeader({ ...failure, tried: leaderless })).toBe(true);
      expect(adviseFailure({ ...failure, tried })).toBe(adviseFailure(failure));
      expect(mayLackLeader({ ...failure, tried })).toBe(false);
    }
  });
});
