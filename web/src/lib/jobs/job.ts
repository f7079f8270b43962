/** Work that takes a while and goes on when its dialog is closed or another screen is opened, as people see it. */
import type { Failure } from "@etcd-explorer/shared/model/failure";

/**
 * - `running`: it works; `stopping`: it was asked to stop and ends what it has begun.
 * - `paused`: it stands still until somebody lets it go on or ends it.
 * - `done`: all of it was done; `partly`: it has finished, but not all of it was done; `failed`: nothing came of it, or
 *   what comes next is not known.
 */
export type JobState = "running" | "stopping" | "paused" | "done" | "partly" | "failed";

/** What a job writes to: of each, one job at a time on a connection. A job without a lane only reads. */
export type Lane = "keys" | "cluster";

export interface JobProgress {
  readonly done: number;
  /** 0: not known yet. */
  readonly total: number;
  /** What is counted; left out: things, such as keys or steps. */
  readonly unit?: "bytes";
}

export interface Job<Report = unknown> {
  readonly id: number;
  readonly kind: JobKind<Report>;
  readonly connectionId: string;
  /** What it does: `Deleting`. */
  readonly title: string;
  /** What it does it to: `/config/`, or `3 folders and 2 keys`. */
  readonly what: string;
  readonly lane: Lane | undefined;
  /** The screen that `search` is of. */
  readonly screen: "keys" | "compare";
  /** The search of the screen that shows it; undefined: a dialog of its own does. */
  readonly search: Readonly<Record<string, string>> | undefined;
  readonly state: JobState;
  readonly progress: JobProgress;
  /** Why it failed, or paused by itself. */
  readonly failure: Failure | undefined;
  /** What came of it so far, in the words of its kind. */
  readonly report: Report;
  /** Its entry in the write history, once it has finished; undefined: there is nothing to undo. */
  readonly entryId: number | undefined;
  /** How long it has run, without the time that it was paused. */
  readonly runMs: number;
}

/** A kind of jobs, and what type their report has. Each kind is one object, compared by identity. */
export class JobKind<Report> {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** Whether a job is of this kind. */
  owns(job: Job | undefined): job is Job<Report> {
    return job !== undefined && job.kind === this;
  }
}

/** Whether it works just now. */
export function isUnderWay({ state }: Pick<Job, "state">): boolean {
  return state === "running" || state === "stopping";
}

/** Whether it is not at its end. */
export function isOpen(job: Pick<Job, "state">): boolean {
  return isUnderWay(job) || job.state === "paused";
}

/** Whether something would be lost with the page: what works just now, and what has written a part. */
export function isLostWithPage(job: Pick<Job, "state" | "lane">): boolean {
  return isUnderWay(job) || (job.state === "paused" && job.lane !== undefined);
}
