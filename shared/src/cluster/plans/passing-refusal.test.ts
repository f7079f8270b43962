import { expect, test } from "vitest";
import type { Failure } from "../../model/failure.ts";
import { isPassing } from "./passing-refusal.ts";

const rejected = (code: number, message: string): Failure => ({ kind: "rejected", status: 400, code, message });

test("a refusal passes only where it is etcd's own error, by its code and its whole message", () => {
  const behind = "etcdserver: can only promote a learner member which is in sync with leader";
  expect(isPassing(rejected(9, behind), "learner-behind")).toBe(true);
  expect(isPassing(rejected(14, "etcdserver: unhealthy cluster"), "unsettled")).toBe(true);
  expect(isPassing(rejected(9, behind), "unsettled")).toBe(false);
  expect(isPassing(rejected(9, "etcdserver: can only promote a learner member"), "learner-behind")).toBe(false);
  expect(isPassing(rejected(2, behind), "learner-behind")).toBe(false);
  expect(isPassing({ kind: "foreign", status: 502, message: behind }, "learner-behind")).toBe(false);
});
