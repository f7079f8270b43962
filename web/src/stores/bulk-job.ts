/**
 * The bulk act that is under way. It runs here, outside of every component, so that it goes on when its dialog is
 * closed or another screen is opened; one at a time, in this tab's memory.
 */
import type { BulkReport } from "@etcd-explorer/shared/write/bulk/bulk-report";
import type { BulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import { create } from "zustand";

/** What people are told of a job. */
export interface JobWords {
  /** `Deleting`. */
  readonly doing: string;
  /** `Deleted`. */
  readonly done: string;
  /** `/config/`, or `3 folders and 2 keys`. */
  readonly what: string;
}

export interface BulkJob {
  readonly id: number;
  readonly connectionId: string;
  readonly words: JobWords;
  readonly state: "running" | "stopping" | "stopped" | "stuck" | "finished";
  /** Why it is stuck. */
  readonly failure?: Failure;
  readonly report: BulkReport;
  /** Its entry in the write history, once it is at its end; absent: it wrote nothing, or is an undo itself. */
  readonly entryId?: number;
  /** How long it has run, without the time that it was stopped. */
  readonly runMs: number;
}

export const useBulkJob = create<{ readonly job: BulkJob | undefined }>()(() => ({ job: undefined }));

interface Running {
  readonly run: BulkRun;
  readonly onEnd: OnEnd;
}

/** Hears when a job has finished, or was given up; gives its entry in the write history. */
type OnEnd = (job: BulkJob) => number | undefined;

let next = 1;
let running: Running | undefined;

/** Whether a job is not at its end: a new one would have to wait. */
export function isOpen(job: BulkJob | undefined): boolean {
  return job !== undefined && job.state !== "finished";
}

/** Begins a job in place of the last one. */
export function startBulk(connectionId: string, words: JobWords, run: BulkRun, onEnd: OnEnd): Promise<void> {
  running = { run, onEnd };
  const job: BulkJob = { id: next++, connectionId, words, state: "running", report: run.report(), runMs: 0 };
  useBulkJob.setState({ job });
  return work(job.id, running);
}

/** Stops after the batch that is under way. */
export function stopBulk(): void {
  change((job) => (job.state === "running" ? { ...job, state: "stopping" } : job));
}

/** Goes on from where it was stopped or stuck. */
export function resumeBulk(): Promise<void> {
  const { job } = useBulkJob.getState();
  if (running === undefined || job === undefined || (job.state !== "stopped" && job.state !== "stuck")) {
    return Promise.resolve();
  }
  const { failure: _, ...rest } = job;
  useBulkJob.setState({ job: { ...rest, state: "running" } });
  return work(job.id, running);
}

/** Leaves it at what was done. Nothing while it runs. */
export function endBulk(): void {
  const { job } = useBulkJob.getState();
  if (job === undefined || (job.state !== "stopped" && job.state !== "stuck")) return;
  finish(job);
}

/** Forgets a job that is at its end, with what could undo it. */
export function forgetBulk(): void {
  if (!isOpen(useBulkJob.getState().job)) useBulkJob.setState({ job: undefined });
}

async function work(id: number, { run }: Running): Promise<void> {
  for (;;) {
    const started = performance.now();
    const step = await run.next().catch((error: unknown) => ({ kind: "stuck", failure: failureOf(error) }) as const);
    const { job } = useBulkJob.getState();
    if (job === undefined || job.id !== id) return;
    const now = { ...job, report: run.report(), runMs: job.runMs + performance.now() - started };
    if (step.kind === "finished") return finish(now);
    if (step.kind === "stuck") {
      useBulkJob.setState({ job: { ...now, state: "stuck", failure: step.failure } });
      return undefined;
    }
    if (job.state === "stopping") {
      useBulkJob.setState({ job: { ...now, state: "stopped" } });
      return undefined;
    }
    useBulkJob.setState({ job: now });
  }
}

function finish(job: BulkJob): void {
  const ended: BulkJob = { ...job, state: "finished" };
  useBulkJob.setState({ job: ended });
  const entryId = running?.onEnd(ended);
  if (entryId !== undefined) useBulkJob.setState({ job: { ...ended, entryId } });
}

function change(edit: (job: BulkJob) => BulkJob): void {
  useBulkJob.setState(({ job }) => ({ job: job === undefined ? undefined : edit(job) }));
}
