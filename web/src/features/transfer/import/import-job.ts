/** Imports as jobs: they compare and write while another screen is open. The job owns the Web Worker and ends it. */
import type { ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import type { Connection } from "#/api/connection/connection.ts";
import { notifyEnd } from "#/components/job-notice.ts";
import { notifyWritten } from "#/components/write-notice.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import type { ImportMessage, ImportOrder } from "#/features/transfer/transfer-messages.ts";
import { formatKeyCount } from "#/lib/format.ts";
import type { JobControl, JobOutcome } from "#/lib/jobs/job-board.ts";
import { JobKind, type Job, type JobProgress } from "#/lib/jobs/job.ts";
import type { JobWorker } from "#/lib/jobs/run-worker.ts";
import { isHeldReadOnly, watchHeldReadOnly } from "#/components/held-read-only.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { loseHistory, pastOf } from "#/stores/write-history.ts";
import { applyImportEvent, countWrites, noImport, type ImportEvent, type ImportState } from "./import-model.ts";
import { ImportUndoLog } from "./import-undo-log.ts";

export interface ImportReport {
  readonly state: ImportState;
  /** Also what was written since the export is written. */
  readonly overwrite: boolean;
  /** Looks at a line of the file: what it would change. */
  readonly open: (line: number) => void;
  readonly close: () => void;
  /** Writes what was compared, or goes on with it. Throws where somebody else writes. */
  readonly write: (overwrite: boolean) => Promise<void>;
}

export const importJobs: JobKind<ImportReport> = new JobKind("import");

interface ImportWanted {
  readonly connection: Pick<Connection, "id" | "target" | "user">;
  readonly file: File;
  readonly options: ImportOptions;
  /** What is on the screen is read again. */
  readonly onWritten: () => void;
}

const openWorker = (): JobWorker =>
  new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module", name: "import" });

/** Begins to compare a file with the cluster. Nothing is written before somebody lets it. */
export function startImport(
  { connection, file, options, onWritten }: ImportWanted,
  open: () => JobWorker = openWorker,
): Job<ImportReport> {
  const { id: connectionId, target } = connection;
  const [worker, undo] = [open(), new ImportUndoLog()];
  let state = applyImportEvent(noImport, { kind: "comparing", sizeBytes: file.size });
  const past = pastOf(connectionId);
  let overwrite = false;
  let isBroken = false;
  let control: JobControl<ImportReport> | undefined;
  let halted = Promise.withResolvers<JobOutcome>();

  const order = (message: ImportOrder): void => worker.postMessage(message, { transfer: [] });
  // What writes here is not the page, and is bound by what holds the page as well.
  if (isHeldReadOnly(connectionId)) order({ kind: "lock", locked: true });
  const unwatch = watchHeldReadOnly(connectionId, (locked) => {
    order({ kind: "lock", locked });
    if (locked) order({ kind: "stop" });
  });
  const report = (): ImportReport => ({
    state,
    overwrite,
    open: (line) => order({ kind: "open", line }),
    close: () => apply({ kind: "closed" }),
    write: async (wanted) => {
      overwrite = wanted;
      await jobs.resume(job.id, "keys");
    },
  });
  function apply(event: ImportEvent): void {
    state = applyImportEvent(state, event);
    control?.tell({ report: report(), progress: progressOf(state, overwrite) });
  }
  worker.addEventListener("message", ({ data }: MessageEvent<ImportMessage>) => {
    if (data.kind === "request") return noteRequest(data.entry);
    if (data.kind === "written") undo.add(data.done, data.written);
    apply({ kind: "told", message: data });
    return settle();
  });
  worker.addEventListener("error", () => {
    isBroken = state.phase === "writing";
    const failure = { kind: "internal", message: "The import worker failed" } as const;
    apply({ kind: "told", message: { kind: "failed", failure } });
    settle();
  });
  function settle(): void {
    const outcome = outcomeOf(state);
    if (outcome !== undefined) halted.resolve(outcome);
  }

  const job: Job<ImportReport> = jobs.start<ImportReport>({
    kind: importJobs,
    connectionId,
    title: "Comparing",
    what: file.name,
    report: report(),
    run: async (given) => {
      control = given;
      halted = Promise.withResolvers();
      const compares = state.phase === "comparing";
      const waiting = compares ? undefined : outcomeOf(state);
      // What it was compared with is no more, and other writes may have the same revisions by now.
      if (waiting !== undefined && pastOf(connectionId) !== past) {
        notifyRefusal("etcd's data went back since the file was compared. Compare it again.");
        return waiting;
      }
      given.signal.addEventListener("abort", () => {
        if (compares) halted.resolve({ kind: "dropped" });
        else order({ kind: "stop" });
      });
      if (compares) order({ kind: "preview", connection: { id: connectionId, target, at: "live" }, file, options });
      else {
        given.tell({ title: "Importing" });
        apply({ kind: "writing" });
        order({ kind: "write", overwrite });
      }
      const outcome = await halted.promise;
      if (outcome.kind === "dropped") {
        unwatch();
        worker.terminate();
      } else if (compares && outcome.kind === "paused") notifyEnd(job, describeCompared(state, file.name), "ok");
      return outcome;
    },
    onEnd: (ended) => {
      unwatch();
      worker.terminate();
      const written = undo.take(isBroken);
      if (written === undefined) {
        if (ended.failure !== undefined) notifyEnd(ended, `Could not compare ${file.name}`, "bad");
        return undefined;
      }
      onWritten();
      const { id } = notifyWritten(connection, written);
      // Part of it was written in the past that was lost.
      if (pastOf(connectionId) !== past) loseHistory(connectionId);
      return id;
    },
  });
  return job;
}

/** Ends an import that waits, and forgets it. */
export function dropImport({ id }: Job<ImportReport>): void {
  jobs.end(id);
  jobs.forget(id);
}

function outcomeOf({ phase, failure, unwrittenCount }: ImportState): JobOutcome | undefined {
  switch (phase) {
    case "choosing":
    case "comparing":
    case "writing":
      return undefined;
    case "compared":
      return { kind: "paused" };
    case "paused":
      return { kind: "paused", ...(failure && { failure }) };
    case "finished":
      return { kind: unwrittenCount > 0 ? "partly" : "done" };
    case "failed":
      return { kind: "failed", ...(failure && { failure }) };
    default:
      return phase satisfies never;
  }
}

function progressOf(state: ImportState, overwrite: boolean): JobProgress {
  if (state.phase === "comparing") return { done: state.readBytes, total: state.sizeBytes, unit: "bytes" };
  return { done: state.written + state.unwrittenCount, total: countWrites(state, overwrite) };
}

function describeCompared(state: ImportState, name: string): string {
  return `Compared ${name}: ${formatKeyCount(countWrites(state, false))} to write`;
}
