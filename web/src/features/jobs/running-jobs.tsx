import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useEffect } from "react";
import { isLostWithPage, isOpen, type Job } from "#/lib/jobs/job.ts";
import { jobs, useJobs } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";

interface RunningJobsProps {
  readonly onShow: (job: Job) => void;
  /** What people call the connection; undefined: it is the one that is open. */
  readonly connectionOf: (job: Job) => string | undefined;
}

/** What runs and is not in view, above the footer of every screen. Leaving the page while something runs asks first. */
export function RunningJobs({ onShow, connectionOf }: RunningJobsProps) {
  const all = useJobs((state) => state.jobs);
  const inView = useJobs((state) => state.inView);
  const isLost = all.some(isLostWithPage);
  useEffect(() => {
    if (!isLost) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isLost]);
  const shown = all.filter((job) => isOpen(job) && !inView.includes(job.id));
  if (shown.length === 0) return null;
  return (
    <section
      aria-label="Background jobs"
      className="fixed bottom-[34px] left-[60px] z-10 flex w-[420px] flex-col gap-2.5 rounded-lg border border-line bg-raised px-3 py-2 shadow-lg"
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
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          {title} <span className="font-mono">{what}</span>
          {connection !== undefined && <span className="text-muted"> on {connection}</span>}
        </span>
        {progress.total > 0 && (
          <span className="shrink-0 text-muted">
            {count(progress.done)} of {count(progress.total)}
          </span>
        )}
        {state === "running" && <Button onClick={() => jobs.stop(id)}>Stop</Button>}
        {state === "paused" && job.lane !== undefined && <span className="shrink-0 text-warn">Stopped</span>}
        <Button onClick={onShow}>Show</Button>
      </div>
      <div className="flex">
        <ProgressBar label={`${title} ${what}`} {...progress} />
      </div>
    </div>
  );
}
