import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { Download, Play, RotateCw, Square, Undo2 } from "lucide-react";
import { describeStop } from "#/lib/failure-advice.ts";
import { formatDuration, formatKeyCount } from "#/lib/format.ts";
import { runAct } from "#/acts/registry.ts";
import { endBulk, resumeBulk, stopBulk, useBulkJob, type BulkJob } from "#/stores/bulk-job.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { describeLeftOut, lookOf, reportLines } from "#/features/bulk/plan/bulk-words.ts";
import { ProgressBar, settledCount } from "./progress-bar.tsx";

interface BulkJobDialogProps {
  readonly onClose: () => void;
  /** Plans the same again, for what was left; undefined: nobody knows any more what it was. */
  readonly onAgain: (() => void) | undefined;
}

/** The bulk act that runs or has run: how far it is, and what came of it. Closing it stops nothing. */
export function BulkJobDialog({ onClose, onAgain }: BulkJobDialogProps) {
  const job = useBulkJob((state) => state.job);
  const entry = useWriteHistory(({ entries }) =>
    entries.find(({ id, state }) => id === job?.entryId && state === "done"),
  );
  if (job === undefined) return null;
  const { words, report, state, failure } = job;
  const running = state === "running" || state === "stopping";
  return (
    <Dialog label={`${words.doing} many keys`} onClose={onClose} className="w-[min(640px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col gap-3 px-5 py-4">
        <h2 className="truncate text-lg font-semibold">
          {state === "finished" ? words.done : words.doing} <span className={lookOf(words.what)}>{words.what}</span>
        </h2>
        <ProgressBar job={job} />
        <p role="status" className="text-muted">
          {stateWords[state]} {formatKeyCount(settledCount(report))} of {formatGrouped(report.total)}, {rateOf(job)}.
        </p>
        {state === "stuck" && failure !== undefined && (
          <div role="alert" className="rounded-md border border-line bg-bad-bg px-3 py-2 text-bad">
            <p>{describeStop(failure, "Stopped")}</p>
          </div>
        )}
        <Counts job={job} />
        <LeftOutList job={job} />
        <DialogFooter>
          {report.leftOut.length > 0 && (
            <Button onClick={() => download(reportLines(words, report))}>
              <Download /> Report
            </Button>
          )}
          {state === "finished" && onAgain !== undefined && report.done + report.equal < report.total && (
            <Button onClick={onAgain}>
              <RotateCw /> Plan the rest again
            </Button>
          )}
          {state === "finished" && entry !== undefined && entry.writes.length > 0 && (
            <Button onClick={() => runAct("edit.undo", String(entry.id))}>
              <Undo2 /> Undo {formatKeyCount(entry.writes.length)}
            </Button>
          )}
          {running && (
            <Button variant="danger" busy={state === "stopping"} onClick={stopBulk}>
              <Square /> Stop
            </Button>
          )}
          {(state === "stopped" || state === "stuck") && (
            <>
              <Button onClick={endBulk}>Leave it at that</Button>
              <Button variant="primary" onClick={() => void resumeBulk()}>
                <Play /> Go on
              </Button>
            </>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- of all buttons this one stays, whatever becomes of the act */}
          <Button autoFocus onClick={onClose}>
            {running ? "Go on in the background" : "Close"}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}

const stateWords: Readonly<Record<BulkJob["state"], string>> = {
  running: "Running:",
  stopping: "Stopping after this batch:",
  stopped: "Stopped at",
  stuck: "It does not go on:",
  finished: "At its end:",
};

function rateOf({ report, runMs }: BulkJob): string {
  const perSecond = runMs === 0 ? 0 : Math.round((settledCount(report) * 1000) / runMs);
  return `${formatGrouped(perSecond)} keys a second, ${formatDuration(runMs)}`;
}

function Counts({ job: { report, words } }: { readonly job: BulkJob }) {
  const facts = [
    { name: words.done.toLowerCase(), count: report.done, always: true },
    { name: "changed by somebody else", count: report.changed, always: true },
    { name: "refused", count: report.refused, always: false },
    { name: "equal already", count: report.equal, always: false },
    { name: "skipped", count: report.skipped, always: false },
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
          <dt className="text-muted">up to revision</dt>
          <dd className="font-semibold">{formatGrouped(report.lastRevision)}</dd>
        </div>
      )}
    </dl>
  );
}

const rowHeight = 24;

function LeftOutList({ job: { report } }: { readonly job: BulkJob }) {
  const { leftOut } = report;
  if (leftOut.length === 0) return null;
  return (
    <div
      className="shrink-0 rounded-md border border-line"
      style={{ height: Math.min(leftOut.length, 6) * rowHeight + 2 }}
    >
      <VirtualRows
        role="group"
        aria-label="Keys that were left as they are"
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

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "bulk-report.jsonl";
  link.click();
  URL.revokeObjectURL(url);
}
