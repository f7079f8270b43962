import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { useEffect } from "react";
import { runAct } from "#/acts/registry.ts";
import { isOpen, stopBulk, useBulkJob } from "#/stores/bulk-job.ts";
import { Button } from "#/ui/button.tsx";
import { ProgressBar, settledCount } from "./progress-bar.tsx";

/** A job that is not at its end, above the footer of every screen. Leaving the page while it runs asks first. */
export function BulkProgress() {
  const job = useBulkJob((state) => state.job);
  const open = isOpen(job);
  useEffect(() => {
    if (!open) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [open]);
  if (job === undefined || !open) return null;
  return (
    <section
      aria-label="Bulk act"
      className="fixed bottom-[34px] left-[60px] z-10 flex w-[420px] flex-col gap-1.5 rounded-lg border border-line bg-raised px-3 py-2 shadow-lg"
    >
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate">
          {job.words.doing} <span className="font-mono">{job.words.what}</span>
        </span>
        <span className="shrink-0 text-muted">
          {formatGrouped(settledCount(job.report))} of {formatGrouped(job.report.total)}
        </span>
        {job.state === "running" && <Button onClick={stopBulk}>Stop</Button>}
        <Button onClick={() => runAct("bulk.show")}>{job.state === "running" ? "Show" : "Stopped: show"}</Button>
      </div>
      <ProgressBar job={job} />
    </section>
  );
}
