import { describe, expect, test } from "vitest";
import { describeFailure, FailureError, failureOf, formatHostPort, type Failure } from "./failure.ts";

const failures: readonly Failure[] = [
  { kind: "invalid", field: "port", message: "must be a whole number from 1 to 65535" },
  { kind: "forbidden", rule: "origin", message: "Requests from other pages are refused" },
  { kind: "unreachable", host: "::1", port: 2379, message: "refused" },
  { kind: "timeout", phase: "dial", timeoutMs: 50 },
  { kind: "tls", message: "The certificate has expired" },
  { kind: "malformed", message: "no status line" },
  { kind: "truncated", at: "chunk", receivedBytes: 12 },
  { kind: "too-large", what: "headers", limitBytes: 65_536 },
  { kind: "rejected", status: 400, code: 3, message: "etcdserver: key is not provided" },
  { kind: "compacted", status: 400, code: 11, message: "etcdserver: mvcc: required revision has been compacted" },
  {
    kind: "future-revision",
    status: 400,
    code: 11,
    message: "etcdserver: mvcc: required revision is a future revision",
  },
  { kind: "offline", message: "The explorer's server did not respond" },
  { kind: "internal", message: "Something failed." },
];

const tried = (outcome: "no-leader" | "no-answer") => [{ host: "h", port: 2379, outcome }];
const rejected = (message: string) => describeFailure({ kind: "rejected", status: 503, code: 14, message });

describe("failures", () => {
  test.each(failures)("$kind is said in a sentence, without undefined parts", (failure) => {
    const sentence = describeFailure(failure);
    expect(sentence.length).toBeGreaterThan(10);
    expect(sentence).not.toContain("undefined");
    expect(sentence).not.toMatch(/\.$/);
  });

  test("of an etcd that could not answer in time are no refusal", () => {
    expect(rejected("etcdserver: request timed out")).toBe("etcd timed out: etcdserver: request timed out (code 14)");
    expect(rejected("etcdserver: not capable")).toBe("etcd refused: etcdserver: not capable (code 14)");
  });

  test("of endpoints that have no leader say so first, since those have answered; times are read with ease", () => {
    const timeout = { kind: "timeout", phase: "headers", timeoutMs: 2190 } as const;
    expect(describeFailure({ ...timeout, tried: tried("no-leader") })).toBe(
      "No leader, so no endpoint could serve the request within 2.2 s: h:2379 (no leader)",
    );
    expect(describeFailure({ ...timeout, tried: tried("no-answer") })).toBe(
      "No endpoint answered within 2.2 s: h:2379 (no answer)",
    );
    expect(describeFailure(timeout)).toMatch(/did not answer within 2\.2 s$/);
  });

  test("travel in an error that keeps its cause", () => {
    const cause = new TypeError("socket");
    const error = new FailureError({ kind: "timeout", phase: "body", timeoutMs: 100 }, { cause });
    expect(failureOf(error)).toEqual({ kind: "timeout", phase: "body", timeoutMs: 100 });
    expect(error.cause).toBe(cause);
    expect(error.message).toContain("100 ms");
  });

  test("of unknown origin are ours, and their text is not passed on", () => {
    expect(failureOf(new Error("password=hunter2"))).toEqual({
      kind: "internal",
      message: expect.not.stringContaining("hunter2"),
    });
  });

  test("an IPv6 address stands in brackets before its port", () => {
    expect(formatHostPort("::1", 2379)).toBe("[::1]:2379");
    expect(formatHostPort("etcd", 2379)).toBe("etcd:2379");
  });
});
