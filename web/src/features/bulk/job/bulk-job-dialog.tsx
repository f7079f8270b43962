import { download } from "#/lib/files/save-picker.ts";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { Download, Play, RotateCw, Square, Undo2 } from "lucide-react";
import { describeStop } from "#/lib/failure-advice.ts";
import { formatDuration, formatKeyCount } from "#/lib/format.ts";
import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { isOpen, isUnderWay, type Job } from "#/lib/jobs/job.ts";
import { bulkJobs, settledCount, type BulkState } from "#/stores/jobs/bulk-job.ts";
import { jobs, useShowsJob } from "#/stores/jobs/jobs.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { describeDone, describeLeftOut, reportLines } from "#/components/bulk/bulk-report-words.ts";

interface BulkJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** An operation on many keys that runs or has run, or an undo of many writes. */
export function BulkJobDialog({ job, onClose }: BulkJobDialogProps) {
  return bulkJobs.owns(job) ? <BulkReportDialog job={job} onClose={onClose} /> : null;
}

interface BulkReportProps {
  readonly job: Job<BulkState>;
  readonly onClose: () => void;
}

/** How far it is, and what came of it. Closing it stops nothing. */
function BulkReportDialog({ job, onClose }: BulkReportProps) {
  useShowsJob(job.id);
  const readOnly = useReadOnly();
  const entry = useWriteHistory(({ entries }) =>
    entries.find(({ id, state }) => id === job.entryId && state === "done"),
  );
  const again = useHandlers((handlers) => handlerOf(handlers, job.report.again ?? "bulk.again"));
  const canPlan = again !== undefined && again.unavailable === undefined;
  const { state, failure } = job;
  const { words, report, again: againAct, notes } = job.report;
  const running = isUnderWay(job);
  const isEnded = !isOpen(job);
  return (
    <Dialog label={`${words.doing} keys`} onClose={onClose} className="w-[min(640px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 p-5">
        <h2 className="text-lg font-semibold wrap-anywhere">
          {isEnded ? describeDone(words.done, words, report.done) : describeDone(words.doing, words, report.total)}
        </h2>
        <div className="flex">
          <ProgressBar label={words.doing} done={settledCount(report)} total={report.total} />
        </div>
        <p role="status" className="text-muted">
          {progressWords(job)}
        </p>
        {(state === "paused" || state === "failed") && failure !== undefined && (
          <div role="alert" className="rounded-md border border-line bg-bad-bg px-3 py-2 text-bad">
            <p>{state === "failed" ? `Stopped. ${describeFailure(failure)}.` : describeStop(failure, "Stopped")}</p>
          </div>
        )}
        <Counts {...job.report} />
        {notes.map((note) => (
          <p key={note} className="text-warn">
            {note}
          </p>
        ))}
        <LeftOutList {...job.report} />
        <DialogFooter>
          {report.leftOut.length > 0 && (
            <Button
              onClick={() =>
                download(new Blob([reportLines(words, report)], { type: "application/jsonl" }), "bulk-report.jsonl")
              }
            >
              <Download /> Download report
            </Button>
          )}
          {isEnded && againAct !== undefined && canPlan && report.done + report.equal < report.total && (
            <Button
              onClick={() => {
                onClose();
                runAct(againAct);
              }}
            >
              <RotateCw /> Plan remaining keys
            </Button>
          )}
          {isEnded && entry !== undefined && entry.writes.length > 0 && (
            <Button onClick={() => runAct("edit.undo", String(entry.id))}>
              <Undo2 /> Undo {formatKeyCount(entry.writes.length)}
            </Button>
          )}
          {running && (
            <Button variant="danger" busy={state === "stopping"} onClick={() => jobs.stop(job.id)}>
              <Square /> Stop
            </Button>
          )}
          {state === "paused" && (
            <>
              <Button onClick={() => jobs.end(job.id)}>Cancel remaining</Button>
              <Button
                variant="primary"
                disabled={readOnly !== undefined}
                title={readOnly}
                onClick={() => void jobs.resume(job.id)}
              >
                <Play /> Continue
              </Button>
            </>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- of all buttons this one stays, whatever becomes of the act */}
          <Button autoFocus onClick={onClose}>
            {running ? "Continue in background" : "Close"}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}

/** `Running: 200 of 600 keys, 118 keys/s`, `Done: 600 keys in 5.1 s`. */
function progressWords({ state, report: { report }, runMs }: Job<BulkState>): string {
  const settled = settledCount(report);
  const count = `${formatGrouped(settled)} of ${formatKeyCount(report.total)}`;
  const perSecond = runMs === 0 ? 0 : Math.round((settled * 1000) / runMs);
  const taken = `in ${formatDuration(runMs)}`;
  switch (state) {
    case "running":
      return `Running: ${count}, ${formatGrouped(perSecond)} keys/s`;
    case "stopping":
      return `Stopping after this batch: ${count}`;
    case "paused":
      return `Stopped: ${count} ${taken}`;
    case "done":
      return `Done: ${formatKeyCount(settled)} ${taken}`;
    case "partly":
    case "failed":
      return `Finished: ${count} ${taken}`;
    default:
      return state satisfies never;
  }
}

function Counts({ report, words }: BulkState) {
  const facts = [
    { name: words.done.toLowerCase(), count: report.done, always: true },
    { name: "changed by another client", count: report.changed, always: true },
    { name: "refused", count: report.refused, always: false },
    { name: "already equal", count: report.equal, always: false },
    { name: "skipped", count: report.skipped, always: false },
    { name: "old value compacted", count: report.lost, always: false },
    { name: "expired with the lease", count: report.expired, always: false },
    { name: "no response", count: report.unknown, always: false },
  ].filter(({ count, always }) => always || count > 0);
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      {facts.map(({ name, count }) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-muted">{name}</dt>
          <dd className="font-semibold">{formatGrouped(count)}</dd>
        </div>
      ))}
      {report.lastRevision !== undefined && (
        <div className="flex gap-1.5">
          <dt className="text-muted">last revision</dt>
          <dd className="font-semibold">{formatGrouped(report.lastRevision)}</dd>
        </div>
      )}
    </dl>
  );
}

const rowHeight = 24;

function LeftOutList({ report }: BulkState) {
  const { leftOut } = report;
  if (leftOut.length === 0) return null;
  return (
    <div
      className="shrink-0 rounded-md border border-line"
      style={{ height: Math.min(leftOut.length, 6) * rowHeight + 2 }}
    >
      <VirtualRows
        role="group"
        aria-label="Keys not changed"
        className="h-full overflow-auto"
        count={leftOut.length}
        rowHeight={rowHeight}
        fitsWidth
        renderRow={(index) => {
          const entry = leftOut[index];
          if (entry === undefined) return null;
          return (
            <div className="flex h-6 items-center gap-3 px-3">
              <span className="min-w-0 flex-1 truncate font-mono" title={formatKey(entry.key)}>
                {formatKey(entry.key)}
              </span>
              <span className="max-w-[60%] shrink-0 truncate text-muted" title={describeLeftOut(entry)}>
                {describeLeftOut(entry)}
              </span>
            </div>
          );
        }}
      />
    </div>
  );
}
