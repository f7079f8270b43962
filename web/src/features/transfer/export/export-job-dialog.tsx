import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { isUnderWay, type Job } from "#/lib/jobs/job.ts";
import { jobs, useShowsJob } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { describeEnd, exportJobs, type ExportReport } from "./export-job.ts";

interface ExportJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** An export that runs or has run. */
export function ExportJobDialog({ job, onClose }: ExportJobDialogProps) {
  return exportJobs.owns(job) ? <ExportReportDialog job={job} onClose={onClose} /> : null;
}

interface ExportReportProps {
  readonly job: Job<ExportReport>;
  readonly onClose: () => void;
}

/** How far the file is, and how it ended. Closing it stops nothing. */
function ExportReportDialog({ job, onClose }: ExportReportProps) {
  useShowsJob(job.id);
  const { state, progress, report } = job;
  const running = isUnderWay(job);
  return (
    <Dialog label="Export keys" onClose={onClose}>
      <div className="flex flex-col gap-3 p-5">
        <h2 className="truncate text-lg font-semibold">
          Export <span className="font-mono font-medium">{job.what}</span>
        </h2>
        {running ? (
          <div className="flex flex-col gap-1.5">
            <div className="flex">
              <ProgressBar label="Keys exported" {...progress} />
            </div>
            <p className="text-sm text-muted">
              {formatGrouped(progress.done)} of {formatGrouped(progress.total)} keys · {formatBytes(report.sizeBytes)}
            </p>
          </div>
        ) : state === "done" ? (
          <p role="status">{describeEnd(job)}</p>
        ) : (
          <p role="alert" className="text-bad">
            {describeEnd(job)}
          </p>
        )}
        <DialogFooter>
          {running && <Button onClick={() => jobs.stop(job.id)}>Stop</Button>}
          {state === "failed" && <Button onClick={() => void report.again()}>Retry</Button>}
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- of all buttons this one stays, whatever becomes of the export */}
          <Button autoFocus onClick={onClose}>
            {running ? "Continue in background" : "Close"}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
