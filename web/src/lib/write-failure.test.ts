import type { Failure } from "@etcd-explorer/shared/failure";
import { expect, test } from "vitest";
import { describeWriteFailure, mayHaveWritten } from "./write-failure.ts";

const rejected = (code: number, message: string): Failure => ({ kind: "rejected", status: 400, code, message });

test("a refusal or a missing connection wrote nothing", () => {
  expect(mayHaveWritten(rejected(7, "etcdserver: permission denied"))).toBe(false);
  expect(mayHaveWritten({ kind: "timeout", phase: "dial", timeoutMs: 1 })).toBe(false);
  expect(describeWriteFailure(rejected(7, "permission denied"))).toMatch(/^Nothing was written/);
});

test("an answer that got lost leaves open whether it was written, and is never called nothing", () => {
  for (const failure of [
    { kind: "timeout", phase: "headers", timeoutMs: 1 },
    { kind: "truncated", at: "body", receivedBytes: 3 },
    { kind: "offline", message: "away" },
    rejected(14, "etcdserver: request timed out"),
  ] satisfies Failure[]) {
    expect(describeWriteFailure(failure)).toMatch(/^It is not known whether/);
  }
});

test("too large and a lease that ended are said plainly", () => {
  expect(describeWriteFailure(rejected(3, "etcdserver: request is too large"))).toContain("--max-request-bytes");
  expect(describeWriteFailure(rejected(5, "etcdserver: requested lease not found"))).toContain("lease has ended");
});
