/** Operations on many keys, and the undo of many writes, as jobs: a batch at a time, stopped and gone on with at will. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { BulkReport } from "@etcd-explorer/shared/write/bulk/bulk-report";
import type { BulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import { loseHistory, pastOf } from "#/stores/write-history.ts";
import { jobs } from "./jobs.ts";

/** What people are told of a job. */
export interface JobWords {
  /** `Deleting`. */
  readonly doing: string;
  /** `Deleted`. */
  readonly done: string;
  /** `/config/`, or `3 folders and 2 keys`; of a write that is undone or redone its own words. */
  readonly what: string;
  /** What `what` is; left out: keys, of which some may be left out. */
  readonly is?: "key" | "write";
}

export interface BulkState {
  readonly words: JobWords;
  readonly report: BulkReport;
  /** What plans again for what was left; undefined: it cannot be, as an undo. */
  readonly again: PlanAgain | undefined;
  /** What else is to be told of it, a sentence each. */
  readonly notes: readonly string[];
}

export type PlanAgain = "bulk.again" | "restore.again";

export const bulkJobs: JobKind<BulkState> = new JobKind("bulk");

interface BulkOrder {
  readonly connectionId: string;
  readonly words: JobWords;
  readonly run: BulkRun;
  /** The connection that is read from, where it is another one. */
  readonly sourceId?: string | undefined;
  readonly again?: PlanAgain;
  readonly notes?: () => readonly string[];
  /** Hears when it has finished, or was left at what was done; gives its entry in the write history. */
  readonly onEnd: (job: Job<BulkState>) => number | undefined;
}

const pastLostFailure: Failure = {
  kind: "forbidden",
  rule: "past-lost",
  message: "etcd's data was restored from a backup or replaced meanwhile",
};

const sourceLostFailure: Failure = {
  ...pastLostFailure,
  message: "the source's data was restored from a backup or replaced meanwhile",
};

/** Keys of which it is known what became of them. */
export function settledCount({ done, changed, refused, skipped, equal, lost, expired }: BulkReport): number {
  return done + changed + refused + skipped + equal + lost + expired;
}

/** Begins an operation on many keys. Throws where another one is open on the connection. */
export function startBulk(order: BulkOrder): Job<BulkState> {
  const { connectionId, words, run, sourceId = connectionId, again, notes, onEnd } = order;
  const report = (): BulkState => ({ words, report: run.report(), again, notes: notes?.() ?? [] });
  const past = pastOf(connectionId);
  const isPastLost = () => pastOf(connectionId) !== past;
  const sourcePast = pastOf(sourceId);
  return jobs.start<BulkState>({
    kind: bulkJobs,
    connectionId,
    title: words.doing,
    what: words.what,
    lane: "keys",
    report: report(),
    onEnd: (job) => {
      const entryId = onEnd(job);
      // It tells what it wrote in the past that was lost as well.
      if (isPastLost()) loseHistory(connectionId);
      return entryId;
    },
    run: async ({ signal, tell }) => {
      for (;;) {
        // The revisions that it compares may be those of other writes by now.
        if (isPastLost()) return { kind: "failed", failure: pastLostFailure };
        // And the values that are read there may be others, of the same revisions.
        if (pastOf(sourceId) !== sourcePast) return { kind: "failed", failure: sourceLostFailure };
        const step = await run.next();
        const now = report();
        tell({ report: now, progress: { done: settledCount(now.report), total: now.report.total } });
        if (step.kind === "stuck") return { kind: "paused", failure: step.failure };
        if (step.kind === "finished") {
          const { changed, refused, lost, expired } = now.report;
          return { kind: changed + refused + lost + expired > 0 ? "partly" : "done" };
        }
        if (signal.aborted) return { kind: "paused" };
      }
    },
  });
}
