/** Plans as jobs: they go on when their dialog is closed or another screen is opened. */
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { MemberAt, Plan, PlanStep } from "@etcd-explorer/shared/cluster/plans/plan";
import type { AdminCall } from "@etcd-explorer/shared/cluster/plans/plan-checks";
import { freshRun, runPlan, type PlanRun, type PlanContext } from "@etcd-explorer/shared/cluster/plans/run-plan";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Place } from "#/api/client/place.ts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import { notifyEnd } from "#/components/job-notice.ts";
import { jobs } from "#/stores/jobs/jobs.ts";

/** Rewriting a large database takes its time; everything else answers soon or not at all. */
const patienceMs: Partial<Record<AdminRequest["kind"], number>> = {
  defragment: 120_000,
  compact: 120_000,
  status: 4000,
};
const usualPatienceMs = 15_000;

/** Calls by a plan, each at the member that it names. */
export function planCall(admin: AdminCalls, members: readonly MonitoredMember[]): AdminCall {
  const placeOf = (at: MemberAt | undefined): Place => {
    if (at === undefined) return { kind: "any" };
    const place = members.find(({ member }) => member.id === at.id)?.monitor?.place;
    if (place !== undefined) return place;
    const message = `${at.name} cannot be reached from here. Add it to the connection's endpoints.`;
    throw new FailureError({ kind: "forbidden", rule: "members", message });
  };
  return async (request, at) =>
    admin.call(request, { place: placeOf(at), timeoutMs: patienceMs[request.kind] ?? usualPatienceMs });
}

export interface PlanReport {
  readonly plan: Plan;
  readonly run: PlanRun;
  /** Whom a step's commands speak to. */
  readonly targetOf: (step: PlanStep) => EquivalentTarget;
}

export const planJobs: JobKind<PlanReport> = new JobKind("plan");

interface PlanOrder extends Pick<PlanReport, "plan" | "targetOf"> {
  readonly connectionId: string;
  readonly call: AdminCall;
  /** Takes the plan's last state: what was done is recorded, and what is known of the cluster asked for again. */
  readonly onEnd: (run: PlanRun) => void;
}

const lookMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Carries a plan out, whatever screen is open; asked to stop, it does so between two steps. One at a time a cluster. */
export function startPlan(
  { connectionId, plan, call, targetOf, onEnd }: PlanOrder,
  sleep: PlanContext["sleep"] = lookMs,
): Job<PlanReport> {
  return jobs.start<PlanReport>({
    kind: planJobs,
    connectionId,
    title: plan.title,
    what: "",
    lane: "cluster",
    report: { plan, run: freshRun(plan), targetOf },
    run: async ({ signal, tell }) => {
      const context = { call, sleep, nowMs: () => performance.now(), isStopped: () => signal.aborted };
      let run = freshRun(plan);
      for await (run of runPlan(plan, context)) {
        const done = run.steps.filter(({ kind }) => kind === "done").length;
        tell({ report: { plan, run, targetOf }, progress: { done, total: run.steps.length } });
      }
      if (run.state === "failed") return { kind: "failed" };
      return { kind: run.state === "done" ? "done" : "partly" };
    },
    onEnd: (job) => {
      onEnd(job.report.run);
      notifyEnd(job, `${plan.title}. ${describeRun(job.report.run)}`, job.state === "failed" ? "bad" : "ok");
      return undefined;
    },
  });
}

/** How far a plan is, or how it ended. */
export function describeRun({ steps, state }: PlanRun): string {
  const done = steps.filter(({ kind }) => kind === "done").length;
  switch (state) {
    case "running":
      return `Step ${Math.min(done + 1, steps.length)} of ${steps.length}…`;
    case "done":
      return steps.length === 1 ? "Done" : `Done: ${steps.length} steps`;
    case "failed":
      return `Failed after ${done} of ${steps.length} steps. Later steps were not started.`;
    case "stopped":
      return `Stopped after ${done} of ${steps.length} steps. Later steps were not started.`;
    default:
      return state satisfies never;
  }
}
