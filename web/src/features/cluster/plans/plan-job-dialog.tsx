import { isUnderWay, type Job } from "#/lib/jobs/job.ts";
import { jobs, useShowsJob } from "#/stores/jobs/jobs.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { describeRun, planJobs, type PlanReport } from "./plan-job.ts";
import { PlanView } from "./plan-view.tsx";

interface PlanJobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

/** A plan that is carried out, or was. */
export function PlanJobDialog({ job, onClose }: PlanJobDialogProps) {
  return planJobs.owns(job) ? <PlanReportDialog job={job} onClose={onClose} /> : null;
}

interface PlanReportProps {
  readonly job: Job<PlanReport>;
  readonly onClose: () => void;
}

/** How far each step is. Closing it stops nothing. */
function PlanReportDialog({ job, onClose }: PlanReportProps) {
  useShowsJob(job.id);
  const { plan, run, targetOf } = job.report;
  const running = isUnderWay(job);
  return (
    <Dialog
      label={plan.title}
      onClose={onClose}
      className="mt-[6vh]! max-h-[88vh]! w-[min(720px,calc(100vw-48px))]! overflow-auto"
    >
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">{plan.title}</h2>
        <PlanView
          plan={plan}
          run={run}
          targetOf={targetOf}
          buttons={
            <>
              {running && (
                <Button onClick={() => jobs.stop(job.id)} disabled={job.state === "stopping"}>
                  {job.state === "stopping" ? "Stops after this step" : "Stop"}
                </Button>
              )}
              {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- of all buttons this one stays, whatever becomes of the plan */}
              <Button autoFocus onClick={onClose}>
                {running ? "Continue in background" : "Close"}
              </Button>
            </>
          }
        >
          <p
            role="status"
            data-state={run.state}
            className={run.state === "failed" ? "text-bad" : run.state === "done" ? "text-ok" : "text-text"}
          >
            {describeRun(run)}
          </p>
        </PlanView>
      </div>
    </Dialog>
  );
}
