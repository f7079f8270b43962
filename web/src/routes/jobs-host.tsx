import { useLocation, useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useAct } from "#/acts/use-act.ts";
import type { ConnectedScreen } from "#/features/shell/screens.ts";
import { isLostWithPage, isOpen, type Job } from "#/lib/jobs/job.ts";
import { showJob, useJobs } from "#/stores/jobs/jobs.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";

const RunningJobs = lazyPart(async () => (await import("#/features/jobs/running-jobs.tsx")).RunningJobs);

interface JobsHostProps {
  /** The connection that is open. */
  readonly connectionId: string | undefined;
  readonly placeOf: (connection: string, screen: ConnectedScreen) => string;
}

/**
 * What runs in the background, on every screen, and the way to each job, whatever connection it is of. Leaving the page
 * while something runs asks first.
 */
export function JobsHost({ connectionId, placeOf }: JobsHostProps) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const all = useJobs((state) => state.jobs);
  const inView = useJobs((state) => state.inView);
  const isLost = all.some(isLostWithPage);
  useEffect(() => {
    if (!isLost) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isLost]);

  const show = (job: Job) => {
    if (job.search !== undefined) {
      showJob(job.id, pathname);
      const params = { connection: job.connectionId };
      const search = { at: undefined, ...job.search };
      if (job.screen === "compare") return void navigate({ to: "/c/$connection/compare", params, search });
      return void navigate({ to: "/c/$connection/keys", params, search });
    }
    if (job.connectionId === connectionId) return showJob(job.id, pathname);
    const href = placeOf(job.connectionId, job.lane === "cluster" ? "cluster" : "keys");
    showJob(job.id, href.split("?", 1)[0] ?? href);
    return void navigate({ href });
  };
  useAct(
    "jobs.show",
    (id) => {
      const named = id === undefined ? undefined : all.find((job) => String(job.id) === id);
      const job = named ?? all.findLast(isOpen) ?? all.at(-1);
      if (job !== undefined) show(job);
    },
    all.length === 0 ? "No background jobs" : undefined,
  );
  const shown = all.filter((job) => isOpen(job) && !inView.includes(job.id));
  if (shown.length === 0) return null;
  return (
    <Suspense>
      <RunningJobs
        shown={shown}
        onShow={show}
        connectionOf={(job) => (job.connectionId === connectionId ? undefined : job.connectionId)}
      />
    </Suspense>
  );
}
