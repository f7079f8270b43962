import { asKey } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { estimateCost, isCostly } from "@etcd-explorer/shared/read/find/find-cost";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useEffect, useRef, useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { isUnderWay, type Job } from "#/lib/jobs/job.ts";
import { jobs, useJobOf, useJobs, useShowsJob } from "#/stores/jobs/jobs.ts";
import { findJobs, isSameFind, startFind, type FindReport } from "./find-job.ts";
import { applyFindEvent, type FindEvent, type FindState } from "./find-model.ts";
import { parseBelow, type FindForm } from "./find-search.ts";
import { readSample } from "./read-sample.ts";

export interface Find {
  readonly state: FindState;
  /** Whether it was begun already, by whichever panel. */
  readonly isBegun: boolean;
  /** Counts first; what costs little then runs at once, what costs more asks. */
  readonly start: (form: FindForm) => void;
  /** Runs what was asked about. */
  readonly confirm: () => void;
  readonly stop: () => void;
  /** Ends it and forgets what it found. */
  readonly drop: () => void;
}

/** The find of this connection that somebody asked to see. */
export function useShownFind(): Job<FindReport> | undefined {
  const { connection } = useConnected();
  const job = useJobOf(findJobs, connection.id);
  const isShown = useJobs(({ shown }) => shown?.id === job?.id);
  return isShown ? job : undefined;
}

/** The find of a form. It runs as a job, which is found again when the screen was left; one at a time a connection. */
export function useFind(sought: FindForm): Find {
  const { connection, etcd, at } = useConnected();
  const last = useJobOf(findJobs, connection.id);
  const job = last !== undefined && isSameFind(last.report.form, sought) && last.report.at === at ? last : undefined;
  useShowsJob(job?.id);
  // What comes before the job: the count, the question, or why it could not be counted.
  const [before, setBefore] = useState<FindState>();
  const wanted = useRef<FindForm>(undefined);
  const counting = useRef<AbortController>(undefined);
  useEffect(() => () => counting.current?.abort(), []);

  const run = (form: FindForm): void => {
    setBefore(undefined);
    startFind(connection, form, at);
  };
  const drop = () => {
    counting.current?.abort();
    if (last !== undefined) jobs.drop(last.id);
    setBefore(undefined);
  };
  const tell = (event: FindEvent) => setBefore((state) => applyFindEvent(state ?? { phase: "idle" }, event));
  return {
    state: before ?? job?.report.state ?? { phase: "idle" },
    isBegun: job !== undefined,
    start: (form) => {
      drop();
      wanted.current = form;
      const leaving = new AbortController();
      counting.current = leaving;
      tell({ kind: "counting" });
      const range = prefixRange(parseBelow(form.below) ?? asKey(new Uint8Array()));
      readSample(etcd, range, form.where, leaving.signal).then(
        (answer) => {
          if (leaving.signal.aborted) return;
          const cost = estimateCost(answer);
          if (isCostly(cost)) tell({ kind: "costly", cost });
          else run(form);
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          tell({ kind: "failed", failure: failureOf(error), nowMs: performance.now() });
        },
      );
    },
    confirm: () => {
      if (wanted.current !== undefined) run(wanted.current);
    },
    stop: () => {
      counting.current?.abort();
      setBefore(undefined);
      if (job !== undefined && isUnderWay(job)) jobs.stop(job.id);
    },
    drop,
  };
}
