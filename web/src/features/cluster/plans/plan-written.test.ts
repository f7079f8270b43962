import type { Plan } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun, StepState } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { expect, test } from "vitest";
import { writtenByPlan } from "./plan-written.ts";

const plan: Plan = {
  title: "Defragment m1",
  risks: [],
  steps: [{ kind: "request", id: "d", title: "Defragment m1", request: { kind: "defragment" } }],
  notes: [],
  destructive: false,
};
const ended = (state: PlanRun["state"], step: StepState): PlanRun => ({ state, steps: [step] });

test("a plan is listed once something of it was done, or may have been", () => {
  const blocked = "Acts on the cluster cannot be undone.";
  expect(writtenByPlan(plan, ended("done", { kind: "done", tookMs: 1 }))).toEqual({
    label: "Defragment m1",
    writes: [],
    blocked,
  });
  const lost = { kind: "timeout", phase: "body", timeoutMs: 1 } as const;
  expect(writtenByPlan(plan, ended("failed", { kind: "failed", why: "", failure: lost }))?.label).toBe(
    "Defragment m1, failed",
  );
  const refused = { kind: "forbidden", rule: "members", message: "not listed" } as const;
  expect(writtenByPlan(plan, ended("failed", { kind: "failed", why: "", failure: refused }))).toBeUndefined();
  expect(writtenByPlan(plan, ended("stopped", { kind: "pending" }))).toBeUndefined();
});
