/** Carries a plan out, one step after another, and tells how far it is. */
import type { AdminRequest } from "../../model/admin-request.ts";
import { failureOf, type Failure } from "../../model/failure.ts";
import { zeroInt64, type Int64 } from "../../model/int64.ts";
import { describeWriteFailure, wasWritten } from "../../model/write-outcome.ts";
import { lookAt, type AdminCall, type CheckResult } from "./plan-checks.ts";
import { isPassing } from "./passing-refusal.ts";
import type { Plan, PlanStep, RequestStep } from "./plan.ts";

export interface PlanContext {
  readonly call: AdminCall;
  readonly sleep: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
  /** Asked between steps, and while something is waited for. */
  readonly isStopped: () => boolean;
}

export type StepState =
  | { readonly kind: "pending" }
  | { readonly kind: "running"; readonly waitingFor?: string }
  | { readonly kind: "done"; readonly tookMs: number }
  | { readonly kind: "failed"; readonly why: string; readonly failure?: Failure };

/** How far a plan is. */
export interface PlanRun {
  readonly steps: readonly StepState[];
  readonly state: "running" | "done" | "failed" | "stopped";
}

/** How long one thing is waited for, and how often it is looked at. */
export const patience = {
  lookEveryMs: 500,
  healthyMs: 120_000,
  leadsMs: 20_000,
  spaceMs: 10_000,
  /** Somebody has to start a machine. */
  startedMs: 3_600_000,
  promoteMs: 600_000,
  /** Members count as connected after five seconds. */
  settledMs: 30_000,
} as const;

/** The state in which a plan begins. */
export function freshRun(plan: Plan): PlanRun {
  return { steps: plan.steps.map(() => ({ kind: "pending" })), state: "running" };
}

/**
 * Runs a plan. Yields after every change; the last one is `done`, `failed` (nothing after the failed step was begun) or
 * `stopped` (asked for; a step that was under way has been carried out whole, unless it only waited).
 */
export async function* runPlan(plan: Plan, context: PlanContext): AsyncGenerator<PlanRun> {
  const steps: StepState[] = [...freshRun(plan).steps];
  const snapshot = (state: PlanRun["state"]): PlanRun => ({ steps: [...steps], state });
  let added: Int64 = zeroInt64;
  yield snapshot("running");
  for (const [index, step] of plan.steps.entries()) {
    if (context.isStopped()) {
      yield snapshot("stopped");
      return;
    }
    const startedMs = context.nowMs();
    steps[index] = { kind: "running" };
    yield snapshot("running");
    const deadlineMs = startedMs + patienceFor(step);
    for (;;) {
      const result = await attempt(step, context.call, added);
      if (result.kind === "done") {
        added = result.added ?? added;
        steps[index] = { kind: "done", tookMs: context.nowMs() - startedMs };
        yield snapshot("running");
        break;
      }
      if (result.kind === "failed" || context.nowMs() >= deadlineMs) {
        const why = result.kind === "failed" ? result.why : `Timed out: ${result.why}`;
        steps[index] = {
          kind: "failed",
          why,
          ...(result.kind === "failed" && result.failure && { failure: result.failure }),
        };
        yield snapshot("failed");
        return;
      }
      steps[index] = { kind: "running", waitingFor: result.why };
      yield snapshot("running");
      if (context.isStopped()) {
        steps[index] = { kind: "pending" };
        yield snapshot("stopped");
        return;
      }
      await context.sleep(patience.lookEveryMs);
    }
  }
  yield snapshot("done");
}

type Attempt =
  | { readonly kind: "done"; readonly added?: Int64 }
  | Exclude<CheckResult, { kind: "done" }>
  | { readonly kind: "failed"; readonly why: string; readonly failure?: Failure };

async function attempt(step: PlanStep, call: AdminCall, added: Int64): Promise<Attempt> {
  if (step.kind === "check") return lookAt(step.check, call, added);
  try {
    const answer = await callStep(step, call, added);
    return answer === undefined ? { kind: "done" } : { kind: "done", added: answer };
  } catch (error) {
    const failure = failureOf(error);
    const said = error instanceof Error ? error.message : "The step failed";
    // Only what was refused is asked for again: what may have been done must not be done twice.
    const isRefused = wasWritten(failure) === "not-written";
    if (isRefused && step.waitsOut !== undefined && isPassing(failure, step.waitsOut))
      return { kind: "waiting", why: said };
    return { kind: "failed", why: describeWriteFailure(failure, stepWords), failure };
  }
}

const stepWords = { failed: "The step failed", look: "Refresh the cluster before you plan again" };

/** The ID of the member that the request added, if it did. */
async function callStep(step: RequestStep, call: AdminCall, added: Int64): Promise<Int64 | undefined> {
  const request = step.aboutAdded === true ? aboutAdded(step.request, added) : step.request;
  if (request.kind === "member-add") return (await call(request, step.at)).member.id;
  await call(request, step.at);
  return undefined;
}

function aboutAdded(request: AdminRequest, added: Int64): AdminRequest {
  return request.kind === "member-promote" ? { ...request, memberId: added } : request;
}

function patienceFor(step: PlanStep): number {
  if (step.kind === "request") {
    if (step.waitsOut === undefined) return 0;
    return step.request.kind === "member-promote" ? patience.promoteMs : patience.settledMs;
  }
  switch (step.check.kind) {
    case "healthy":
      return patience.healthyMs;
    case "leads":
      return patience.leadsMs;
    case "space-free":
      return patience.spaceMs;
    case "added-started":
      return patience.startedMs;
    default:
      return step.check satisfies never;
  }
}
