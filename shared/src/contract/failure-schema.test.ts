import { expect, test } from "vitest";
import type { Failure } from "../failure.ts";
import { failureSchema } from "./failure-schema.ts";

const failures: { readonly [Kind in Failure["kind"]]: Failure & { kind: Kind } } = {
  invalid: { kind: "invalid", field: "port", message: "must be a whole number" },
  forbidden: { kind: "forbidden", rule: "read-only", message: "This connection is read-only" },
  unreachable: { kind: "unreachable", host: "etcd", port: 2379, message: "refused" },
  timeout: { kind: "timeout", phase: "headers", timeoutMs: 15_000 },
  tls: { kind: "tls", message: "expired" },
  malformed: { kind: "malformed", message: "no status line" },
  truncated: { kind: "truncated", at: "before the last chunk", receivedBytes: 9 },
  "too-large": { kind: "too-large", what: "body", limitBytes: 1 },
  rejected: { kind: "rejected", status: 400, code: 3, message: "user name is empty" },
  offline: { kind: "offline", message: "no answer" },
  internal: { kind: "internal", message: "a fault" },
};

test.each(Object.values(failures))("a failure of kind $kind survives JSON", (failure) => {
  expect(failureSchema.parse(JSON.parse(JSON.stringify(failure)))).toEqual(failure);
});

test("an unknown kind is no failure of ours", () => {
  expect(failureSchema.safeParse({ kind: "novel" }).success).toBe(false);
  expect(failureSchema.safeParse({ kind: "timeout", phase: "lunch", timeoutMs: 1 }).success).toBe(false);
});
