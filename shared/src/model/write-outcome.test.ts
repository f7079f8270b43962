import { describe, expect, test } from "vitest";
import type { Failure } from "./failure.ts";
import { describeWriteFailure, wasWritten } from "./write-outcome.ts";

const rejected = (code: number, message: string, status = 400): Failure => ({
  kind: "rejected",
  status,
  code,
  message,
});
const words = { failed: "Could not save", look: "Reload the key to see" };

describe("nothing was written", () => {
  test.each<[string, Failure]>([
    ["where the request is wrong", { kind: "invalid", field: "path", message: "" }],
    ["where the guard refuses", { kind: "forbidden", rule: "read-only", message: "" }],
    ["where nobody listens", { kind: "unreachable", host: "a", port: 1, message: "" }],
    ["without a handshake", { kind: "tls", message: "" }],
    ["where the dial takes too long", { kind: "timeout", phase: "dial", timeoutMs: 1 }],
    ["without the permission", rejected(7, "etcdserver: permission denied", 403)],
    ["with a value that is too large", rejected(3, "etcdserver: request is too large")],
    ["with a request that is larger still", rejected(8, "grpc: received message larger than max (3 vs. 2)", 429)],
    ["by a body that cannot be read", rejected(3, "illegal base64 data at input byte 4")],
    ["under a lease that ended", rejected(5, "etcdserver: requested lease not found", 404)],
    ["by a learner", rejected(14, "etcdserver: rpc not supported for learner", 503)],
    ["where something is there already", rejected(9, "etcdserver: user name already exists")],
    [
      "of a compacted revision",
      { kind: "compacted", status: 400, code: 11, message: "etcdserver: mvcc: required revision has been compacted" },
    ],
    [
      "of a future revision",
      {
        kind: "future-revision",
        status: 400,
        code: 11,
        message: "etcdserver: mvcc: required revision is a future revision",
      },
    ],
    ["with a token that is not valid", rejected(16, "etcdserver: invalid auth token", 401)],
    ["where etcd is asked too much", rejected(8, "etcdserver: too many requests", 429)],
    ["by maintenance without root", rejected(2, "auth: permission denied", 500)],
    ["by a cluster that is not well enough to change", rejected(14, "etcdserver: unhealthy cluster", 503)],
    ["where a proxy wants credentials", { kind: "foreign", status: 401, message: "" }],
  ])("%s", (_why, failure) => {
    expect(wasWritten(failure)).toBe("not-written");
    expect(describeWriteFailure(failure, words)).toMatch(/^Could not save\. Nothing was written\./);
  });
});

describe("nobody knows", () => {
  test.each<[string, Failure]>([
    ["where etcd does not answer", { kind: "timeout", phase: "headers", timeoutMs: 5000 }],
    ["where its answer does not end", { kind: "timeout", phase: "body", timeoutMs: 5000 }],
    ["where the answer is cut", { kind: "truncated", at: "headers", receivedBytes: 0 }],
    ["where the answer is too large", { kind: "too-large", what: "body", limitBytes: 1 }],
    ["where the answer is no HTTP", { kind: "malformed", message: "" }],
    ["where the explorer's server is away", { kind: "offline", message: "" }],
    ["after a fault of ours", { kind: "internal", message: "" }],
    ...[400, 403, 404, 409, 429, 500, 502, 503, 504].map((status): [string, Failure] => [
      `by a proxy's ${status}`,
      { kind: "foreign", status, message: "Bad Gateway" },
    ]),
    ...[1, 2, 4, 8, 10, 12, 13, 14, 15].map((code): [string, Failure] => [
      `by code ${code}`,
      rejected(code, "etcdserver: request timed out", 503),
    ]),
    ...[3, 5, 6, 7, 9, 11, 16].map((code): [string, Failure] => [
      `by code ${code} of something that is not etcd`,
      rejected(code, "blocked by policy", 403),
    ]),
    [
      "by an alarm that may have been raised by this very write",
      rejected(8, "etcdserver: mvcc: database space exceeded"),
    ],
    ["where a quote of etcd's words stands in other words", rejected(2, "upstream: auth: permission denied")],
    ["at a path that is not there, for whoever says so", rejected(5, "Not Found", 404)],
    ["at a path that a Go proxy does not find", rejected(5, "404 page not found", 404)],
  ])("%s", (_why, failure) => {
    expect(wasWritten(failure)).toBe("unknown");
    expect(describeWriteFailure(failure, words)).toMatch(
      /^Could not save\. .+, so the write may or may not have happened\. Reload the key to see\.$/,
    );
  });
});

const say = (failure: Failure) => describeWriteFailure(failure, words);

test("the words are etcd's own", () => {
  const rest = ", so the write may or may not have happened. Reload the key to see.";
  expect(say(rejected(14, "etcdserver: request timed out", 503))).toBe(`Could not save. etcd timed out${rest}`);
  expect(say({ kind: "timeout", phase: "headers", timeoutMs: 5000 })).toBe(
    `Could not save. etcd timed out after 5 s${rest}`,
  );
  expect(say(rejected(8, "etcdserver: mvcc: database space exceeded"))).toBe(
    `Could not save. etcd is out of space (alarm NOSPACE)${rest}`,
  );
  expect(say(rejected(3, "etcdserver: request is too large"))).toContain("--max-request-bytes");
  expect(say(rejected(5, "etcdserver: requested lease not found"))).toContain("The lease expired or was revoked");
});
