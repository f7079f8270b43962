import { expect, test } from "vitest";
import type { Failure, TlsCause } from "../model/failure.ts";
import { failureSchema } from "./failure-schema.ts";

const failures: { readonly [Kind in Failure["kind"]]: Failure & { kind: Kind } } = {
  invalid: { kind: "invalid", field: "port", message: "must be a whole number" },
  forbidden: { kind: "forbidden", rule: "read-only", message: "This connection is read-only" },
  unreachable: { kind: "unreachable", host: "etcd", port: 2379, message: "refused" },
  timeout: { kind: "timeout", phase: "headers", timeoutMs: 15_000 },
  tls: { kind: "tls", message: "expired", cause: "expired" },
  malformed: { kind: "malformed", message: "no status line" },
  truncated: { kind: "truncated", at: "before the last chunk", receivedBytes: 9 },
  "too-large": { kind: "too-large", what: "body", limitBytes: 1 },
  rejected: { kind: "rejected", status: 400, code: 3, message: "user name is empty" },
  compacted: { kind: "compacted", status: 400, code: 11, message: "required revision has been compacted" },
  "future-revision": { kind: "future-revision", status: 400, code: 11, message: "a future revision" },
  foreign: { kind: "foreign", status: 502, message: "Bad Gateway" },
  offline: { kind: "offline", message: "no answer" },
  internal: { kind: "internal", message: "a fault" },
};

test.each(Object.values(failures))("a failure of kind $kind survives JSON", (failure) => {
  expect(failureSchema.parse(JSON.parse(JSON.stringify(failure)))).toEqual(failure);
});

const tlsCauses: { readonly [Cause in TlsCause]: Cause } = {
  "no-tls": "no-tls",
  "tls-required": "tls-required",
  "unknown-authority": "unknown-authority",
  "wrong-name": "wrong-name",
  expired: "expired",
  "not-yet-valid": "not-yet-valid",
  "client-certificate-wanted": "client-certificate-wanted",
  alert: "alert",
  unknown: "unknown",
};

test.each(Object.values(tlsCauses))("a failure of TLS may have the cause %s", (cause) => {
  const failure: Failure = { kind: "tls", message: "a sentence", cause };
  expect(failureSchema.parse(failure)).toEqual(failure);
});

test("where several endpoints were tried, it is known of each what came of it", () => {
  const tried = [
    { host: "m1", port: 2379, outcome: "no-connection" },
    { host: "m2", port: 2379, outcome: "no-leader" },
  ] as const;
  for (const failure of [
    { ...failures.timeout, tried },
    { ...failures.unreachable, tried },
  ]) {
    expect(failureSchema.parse(JSON.parse(JSON.stringify(failure)))).toEqual(failure);
  }
});

test("a failure of TLS may have no cause, but none that we do not know", () => {
  expect(failureSchema.parse({ kind: "tls", message: "m" })).toEqual({ kind: "tls", message: "m" });
  expect(failureSchema.safeParse({ kind: "tls", message: "m", cause: "weather" }).success).toBe(false);
});

test("an unknown kind is no failure of ours", () => {
  expect(failureSchema.safeParse({ kind: "novel" }).success).toBe(false);
  expect(failureSchema.safeParse({ kind: "timeout", phase: "lunch", timeoutMs: 1 }).success).toBe(false);
});
