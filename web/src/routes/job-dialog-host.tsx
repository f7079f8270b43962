import { useLocation } from "@tanstack/react-router";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { hideJob, useJobs } from "#/stores/jobs/jobs.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { nameOf } from "./use-screen-places.ts";

const dialogs = {
  bulk: lazyDialog(async () => (await import("#/features/bulk/job/bulk-job-dialog.tsx")).BulkJobDialog),
  export: lazyDialog(async () => (await import("#/features/transfer/export/export-job-dialog.tsx")).ExportJobDialog),
  import: lazyDialog(async () => (await import("#/features/transfer/import/import-job-dialog.tsx")).ImportJobDialog),
  plan: lazyDialog(async () => (await import("#/features/cluster/plans/plan-job-dialog.tsx")).PlanJobDialog),
};

/** The dialog of the job that somebody asked to see, on whichever screen of its connection they are. */
export function JobDialogHost() {
  const { connection } = useConnected();
  const { pathname } = useLocation();
  const shown = useJobs((state) => state.shown);
  const job = useJobs((state) => state.jobs.find(({ id }) => id === shown?.id));
  if (job === undefined || shown === undefined) return null;
  if (job.connectionId !== connection.id || nameOf(shown.path) !== nameOf(pathname)) return null;
  const Dialog = Object.entries(dialogs).find(([kind]) => kind === job.kind.name)?.[1];
  return Dialog === undefined ? null : <Dialog job={job} onClose={hideJob} />;
}
