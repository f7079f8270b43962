import type { Plan } from "@etcd-explorer/shared/cluster/plans/plan";
import type { PlanRun, StepState } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import type { Written } from "#/stores/write-history.ts";

const ends = { running: "", done: "", failed: ", failed", stopped: ", stopped" } as const;

/** A plan that was carried out, in the history of everything that was written; undefined: nothing of it was done. */
export function writtenByPlan(plan: Plan, run: PlanRun): Written | undefined {
  const isDone = plan.steps.some(({ kind }, at) => kind === "request" && mayBeDone(run.steps[at]));
  if (!isDone) return undefined;
  return { label: `${plan.title}${ends[run.state]}`, writes: [], blocked: "Acts on the cluster cannot be undone." };
}

function mayBeDone(step: StepState | undefined): boolean {
  if (step === undefined || step.kind === "pending") return false;
  return step.kind !== "failed" || step.failure === undefined || wasWritten(step.failure) !== "not-written";
}
