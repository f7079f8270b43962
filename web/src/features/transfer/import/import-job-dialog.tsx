import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { actOfMany } from "#/acts/questions.ts";
import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useQuestion } from "#/components/use-question.tsx";
import { adviseFailure, describeStop } from "#/lib/failure-advice.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { isUnderWay, type Job } from "#/lib/jobs/job.ts";
import { jobs, useLaneRefusal, useShowsJob } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { dropImport, importJobs, type ImportReport } from "./import-job.ts";
import { countWrites, type ImportState } from "./import-model.ts";
import { ImportRows } from "./import-rows.tsx";

interface ImportJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** An import, from its comparison to its report. */
export function ImportJobDialog({ job, onClose }: ImportJobDialogProps) {
  return importJobs.owns(job) ? <ImportReportDialog job={job} onClose={onClose} /> : null;
}

interface ImportReportProps {
  readonly job: Job<ImportReport>;
  readonly onClose: () => void;
}

/** What a file would change, how far it is written, and what was not. Closing it stops nothing. */
function ImportReportDialog({ job, onClose }: ImportReportProps) {
  useShowsJob(job.id);
  const { connection } = useConnected();
  const readOnly = useReadOnly();
  const { state, open, close, write } = job.report;
  const [overwrite, setOverwrite] = useState(job.report.overwrite);
  const writes = countWrites(state, overwrite);
  const { answered, answer, field } = useQuestion(actOfMany("import", writes));
  const refusal = useLaneRefusal(connection.id, "keys");
  const chooser = useHandlers((handlers) => handlerOf(handlers, "transfer.import"));
  const canChoose = chooser !== undefined && chooser.unavailable === undefined;
  const running = isUnderWay(job);
  const isPaused = job.state === "paused";
  const waits = state.phase === "compared" ? refusal : undefined;
  const goesOn = state.phase === "paused";
  const canWrite = isPaused && writes > 0 && readOnly === undefined && waits === undefined && (goesOn || answered);
  /** Only where nothing was written yet is there nothing to come back to. */
  const leave = () => {
    if (state.phase === "compared") dropImport(job);
    onClose();
  };
  return (
    <Dialog
      label="Import keys"
      onClose={state.opened === undefined ? leave : close}
      className="w-[min(760px,calc(100vw-48px))]"
    >
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (canWrite && (goesOn || answer())) void write(overwrite);
        }}
      >
        <h2 className="truncate text-lg font-semibold">
          Import <span className="font-mono font-medium">{job.what}</span>
        </h2>
        <ImportRows state={state} onOpen={open} onClose={close} />
        {state.phase === "comparing" && <Comparing state={state} />}
        <ImportFailure state={state} />
        <Written state={state} writes={writes} />
        {state.phase === "compared" && state.counts.conflict > 0 && (
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={overwrite} onChange={(event) => setOverwrite(event.target.checked)} />
            Overwrite {formatKeyCount(state.counts.conflict)} changed since the export
          </label>
        )}
        {state.phase === "compared" && writes > 0 && field}
        {waits !== undefined && <p className="text-warn">{waits}.</p>}
        <DialogFooter>
          {(state.phase === "compared" || state.phase === "failed") && canChoose && (
            <Button
              onClick={() => {
                leave();
                runAct("transfer.import");
              }}
            >
              Choose another file
            </Button>
          )}
          {running && (
            <Button busy={job.state === "stopping"} onClick={() => jobs.stop(job.id)}>
              {state.phase === "comparing" ? "Cancel" : "Stop"}
            </Button>
          )}
          {state.phase === "paused" && isPaused && <Button onClick={() => jobs.end(job.id)}>Cancel remaining</Button>}
          <Button onClick={leave}>{running ? "Continue in background" : "Close"}</Button>
          {(state.phase === "compared" || goesOn) && isPaused && (
            <Button type="submit" variant="primary" disabled={!canWrite}>
              {goesOn ? "Continue" : `Write ${formatKeyCount(writes)}`}
            </Button>
          )}
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function ImportFailure({ state: { phase, failure } }: { readonly state: ImportState }) {
  if (failure === undefined) return null;
  return (
    <p role="alert" className="text-bad">
      {phase === "failed"
        ? `Could not compare the whole file. ${describeFailure(failure)}. ${adviseFailure(failure)}`
        : describeStop(failure, "Import stopped")}
    </p>
  );
}

/** How much was written, once writing has begun. */
function Written({ state, writes }: { readonly state: ImportState; readonly writes: number }) {
  const { phase, written, unwrittenCount } = state;
  if (phase !== "writing" && phase !== "paused" && phase !== "finished") return null;
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label="Keys written" done={written + unwrittenCount} total={writes} />
      <p role="status">
        {phase === "finished" ? "Done: " : ""}
        {formatGrouped(written)} of {formatKeyCount(writes)} written
        {unwrittenCount > 0 && `, ${formatGrouped(unwrittenCount)} not written`}
      </p>
    </div>
  );
}

/** How far the comparison is: of the file, since nobody knows how many keys it holds before its end. */
function Comparing({ state: { counts, readBytes, sizeBytes } }: { readonly state: ImportState }) {
  const keys = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label="File compared" done={readBytes} total={sizeBytes} />
      <p role="status" className="text-sm text-muted">
        Comparing with the cluster: {formatBytes(readBytes)} of {formatBytes(sizeBytes)}, {formatKeyCount(keys)}.
        Nothing is written yet.
      </p>
    </div>
  );
}
