import { FailureError, type Failure } from "@etcd-explorer/shared/model/failure";
import { expect, test } from "vitest";
import { describeState } from "./connection-state.ts";

const failed = (failure: Failure) => ({ data: undefined, error: new FailureError(failure) });
const found = (version: string | undefined, healthy: boolean) => ({
  data: { version, healthy, latencyMs: 1 },
  error: null,
});

test.each([
  [{ data: undefined, error: null }, "Checking…", "faint"],
  [found("3.5.30", true), "3.5.30", "ok"],
  [found("3.5.30", false), "3.5.30, unhealthy", "warn"],
  [found(undefined, true), "etcd", "ok"],
  [failed({ kind: "unreachable", host: "a", port: 1, message: "" }), "Unreachable", "bad"],
  [failed({ kind: "timeout", phase: "headers", timeoutMs: 1 }), "No answer", "bad"],
  [failed({ kind: "tls", message: "" }), "TLS failed", "bad"],
  [failed({ kind: "malformed", message: "" }), "Not etcd", "bad"],
  [failed({ kind: "invalid", field: "port", message: "this is etcd's peer port" }), "Wrong port", "bad"],
  [failed({ kind: "forbidden", rule: "targets", message: "" }), "Not allowed", "bad"],
  // What failed last counts for more than what was found before.
  [{ ...found("3.5.30", true), ...failed({ kind: "offline", message: "" }) }, "Unreachable", "bad"],
] as const)("%j: %s", (state, words, tone) => {
  expect(describeState(state)).toEqual({ words, tone });
});
