import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { LoaderCircle, Pause } from "lucide-react";
import type { Job } from "#/lib/jobs/job.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";

interface RunningJobsProps {
  readonly shown: readonly Job[];
  readonly onShow: (job: Job) => void;
  /** What people call the connection; undefined: it is the one that is open. */
  readonly connectionOf: (job: Job) => string | undefined;
}

/** What runs and is not in view, a line each. It takes its room from the screen, and covers nothing of it. */
export function RunningJobs({ shown, onShow, connectionOf }: RunningJobsProps) {
  return (
    <section
      aria-label="Background jobs"
      data-foot
      className="max-h-[108px] shrink-0 divide-y divide-line overflow-y-auto border-t border-line bg-raised"
    >
      {shown.map((job) => (
        <RunningJob key={job.id} job={job} connection={connectionOf(job)} onShow={() => onShow(job)} />
      ))}
    </section>
  );
}

interface RunningJobProps {
  readonly job: Job;
  readonly connection: string | undefined;
  readonly onShow: () => void;
}

function RunningJob({ job, connection, onShow }: RunningJobProps) {
  const { id, title, what, state, progress } = job;
  const count = progress.unit === "bytes" ? formatBytes : formatGrouped;
  const Icon = state === "paused" ? Pause : LoaderCircle;
  return (
    <div className="flex h-9 items-center gap-3 pr-3 pl-5">
      <Icon className="size-3.5 shrink-0 text-muted" />
      <span className="min-w-0 truncate" title={`${title} ${what}`}>
        {title} <span className="font-mono">{what}</span>
        {connection !== undefined && <span className="text-muted"> on {connection}</span>}
      </span>
      <div className="flex max-w-[320px] min-w-[80px] flex-1">
        <ProgressBar label={`${title} ${what}`} {...progress} />
      </div>
      {progress.total > 0 && (
        <span className="shrink-0 text-muted tabular-nums">
          {count(progress.done)} of {count(progress.total)}
        </span>
      )}
      <div className="flex-1" />
      {state === "running" && (
        <Button className="shrink-0" onClick={() => jobs.stop(id)}>
          Stop
        </Button>
      )}
      {state === "paused" && job.lane !== undefined && <span className="shrink-0 text-warn">Stopped</span>}
      <Button className="shrink-0" onClick={onShow}>
        Show
      </Button>
    </div>
  );
}
