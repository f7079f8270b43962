/** Finds as jobs: they look on while another screen is open. The job owns the Web Worker and ends it. */
import { asKey } from "@etcd-explorer/shared/model/bytes";
import type { KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import type { At } from "@etcd-explorer/shared/model/at";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import type { ClientConnection } from "#/api/client/client.ts";
import { notifyEnd } from "#/components/job-notice.ts";
import type { JobOutcome } from "#/lib/jobs/job-board.ts";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import { runWorker, type JobWorker } from "#/lib/jobs/run-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { keptMatches, type FindMessage, type FindStart } from "./find-messages.ts";
import { applyFindEvent, formatFound, type FindEvent, type FindResult, type FindState } from "./find-model.ts";
import { formatFindSearch, parseBelow, type FindForm } from "./find-search.ts";

export interface FindOrder {
  /** What is looked for. */
  readonly form: FindForm;
  /** Of which keyspace. */
  readonly at: At;
  /** What a limited user may read. */
  readonly readable?: readonly KeySpan[];
  /** A find that ended with names: this one goes on with values. */
  readonly before?: FindResult;
}

export interface FindReport {
  readonly order: FindOrder;
  readonly state: FindState;
}

export const findJobs: JobKind<FindReport> = new JobKind("find");

const openWorker = (): JobWorker =>
  new Worker(new URL("./find-worker.ts", import.meta.url), { type: "module", name: "find" });

/** Begins a find, whose cost a person knows. */
export function startFind(
  { id, target }: ClientConnection,
  order: FindOrder,
  open: () => JobWorker = openWorker,
): Job<FindReport> {
  const { form, at, readable, before } = order;
  const started = { kind: "started", where: form.where, ...(before && { before }), nowMs: performance.now() } as const;
  let state = applyFindEvent({ phase: "idle" }, started);
  const first: FindStart = {
    connection: { id, target, at },
    prefix: parseBelow(form.below) ?? asKey(new Uint8Array()),
    where: before === undefined ? form.where : "values",
    pattern: form.pattern,
    keep: keptMatches - (before?.found.length ?? 0),
    ...(readable && { readable }),
    ...(before?.progress && { namesToldAt: before.progress.revision }),
  };
  return jobs.start<FindReport>({
    kind: findJobs,
    connectionId: id,
    title: "Searching",
    what: form.pattern.text,
    search: { ...formatFindSearch(form), ...(at !== "live" && { at }) },
    report: { order, state },
    run: async ({ signal, tell }) => {
      const apply = (event: FindEvent) => {
        state = applyFindEvent(state, event);
        const progress = "progress" in state ? state.progress : undefined;
        tell({
          report: { order, state },
          ...(progress && { progress: { done: progress.done, total: progress.total } }),
        });
      };
      const hear = (message: FindMessage): JobOutcome | undefined => {
        if (message.kind === "request") noteRequest(message.entry);
        else apply({ kind: "told", message, nowMs: performance.now() });
        if (message.kind === "failed") return message;
        return message.kind === "done" ? { kind: "done" } : undefined;
      };
      const outcome = await runWorker<FindMessage>({
        worker: open(),
        order: first,
        signal,
        stopped: { kind: "partly" },
        broken: "The search worker failed",
        hear,
      });
      const nowMs = performance.now();
      if (outcome.kind === "partly") apply({ kind: "stopped", nowMs });
      else if (outcome.kind === "failed" && outcome.failure !== undefined && state.phase === "running") {
        apply({ kind: "failed", failure: outcome.failure, nowMs });
      }
      return outcome;
    },
    onEnd: (job) => {
      // Whoever stopped it knows.
      if (job.state !== "partly") notifyEnd(job, describeEnd(job), job.state === "done" ? "ok" : "bad");
      return undefined;
    },
  });
}

function describeEnd({ what, failure, report: { state } }: Job<FindReport>): string {
  if (failure !== undefined) return `Could not search for ${what}. ${describeFailure(failure)}`;
  const words = state.phase === "ended" ? formatFound(state) : "";
  return words === "" ? `Searched for ${what}` : `Searched for ${what}: ${words}`;
}

/** Whether two forms look for the same. */
export function isSameFind(one: FindForm, other: FindForm): boolean {
  return JSON.stringify(formatFindSearch(one)) === JSON.stringify(formatFindSearch(other));
}
