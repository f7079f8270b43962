/** The jobs of this tab, for components: what runs, and what of it is on the screen. In this tab's memory. */
import { useEffect } from "react";
import { create } from "zustand";
import { blockerOf, JobBoard, laneRefusal } from "#/lib/jobs/job-board.ts";
import type { Job, JobKind, Lane } from "#/lib/jobs/job.ts";

export const jobs: JobBoard = new JobBoard(() => performance.now());

interface JobsState {
  readonly jobs: readonly Job[];
  /** The job whose dialog is open, and at which path of the address: elsewhere it is not. */
  readonly shown: { readonly id: number; readonly path: string } | undefined;
  /** Jobs that a dialog or panel shows just now, some perhaps twice. */
  readonly inView: readonly number[];
}

export const useJobs = create<JobsState>()(() => ({ jobs: jobs.jobs, shown: undefined, inView: [] }));

jobs.subscribe((all) => {
  useJobs.setState(({ jobs: before, shown }) => {
    const last = before.find(({ id }) => id === shown?.id);
    if (shown === undefined || last === undefined || all.some(({ id }) => id === last.id)) return { jobs: all };
    // Whoever looked at the last of a kind looks at the one that came in its place.
    const next = all.findLast(({ kind, connectionId }) => kind === last.kind && connectionId === last.connectionId);
    return { jobs: all, shown: next === undefined ? undefined : { ...shown, id: next.id } };
  });
});

/** Opens the dialog of a job; `path`: where the address has this path, by default the one that it has now. */
export function showJob(id: number, path: string = window.location.pathname): void {
  useJobs.setState({ shown: { id, path } });
}

export function hideJob(): void {
  useJobs.setState({ shown: undefined });
}

/** The newest job of a kind on a connection, be it at its end or not. */
export function useJobOf<Report>(kind: JobKind<Report>, connectionId: string): Job<Report> | undefined {
  return useJobs((state) =>
    state.jobs.filter((job) => kind.owns(job)).findLast((job) => job.connectionId === connectionId),
  );
}

/** Why no job may begin that writes there; undefined: one may. */
export function useLaneRefusal(connectionId: string, lane: Lane): string | undefined {
  return useJobs((state) => (blockerOf(state.jobs, connectionId, lane) === undefined ? undefined : laneRefusal[lane]));
}

/** Says that the calling component shows a job, so that nothing else has to. */
export function useShowsJob(id: number | undefined): void {
  useEffect(() => {
    if (id === undefined) return undefined;
    useJobs.setState(({ inView }) => ({ inView: [...inView, id] }));
    return () => useJobs.setState(({ inView }) => ({ inView: inView.toSpliced(inView.indexOf(id), 1) }));
  }, [id]);
}

/** Whether a component shows the job just now, or is about to. */
export function isInView(id: number): boolean {
  const { inView, shown } = useJobs.getState();
  // Its dialog may still be loading.
  if (inView.includes(id)) return true;
  return shown?.id === id && shown.path === window.location.pathname && jobs.find(id)?.search === undefined;
}
