import { asKey } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { estimateCost, isCostly } from "@etcd-explorer/shared/read/find/find-cost";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { accessQuery } from "#/api/access/access-query.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { isUnderWay } from "#/lib/jobs/job.ts";
import { jobs, useJobOf, useShowsJob } from "#/stores/jobs/jobs.ts";
import { findJobs, isSameFind, startFind, type FindOrder } from "./find-job.ts";
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
  /** Looks through values too, after names alone were: what that costs was told. */
  readonly goOn: () => void;
  readonly stop: () => void;
  /** Ends it and forgets what it found. */
  readonly drop: () => void;
}

/** The find of a form. It runs as a job, which is found again when the screen was left; one at a time a connection. */
export function useFind(sought: FindForm): Find {
  const connected = useConnected();
  const { connection, at } = connected;
  const queryClient = useQueryClient();
  const last = useJobOf(findJobs, connection.id);
  const isSame = last !== undefined && isSameFind(last.report.order.form, sought) && last.report.order.at === at;
  const job = isSame ? last : undefined;
  useShowsJob(job?.id);
  // What comes before the job: the count, the question, or why it could not be counted.
  const [before, setBefore] = useState<FindState>();
  const wanted = useRef<FindOrder>(undefined);
  const counting = useRef<AbortController>(undefined);
  useEffect(() => () => counting.current?.abort(), []);

  const run = (order: FindOrder): void => {
    setBefore(undefined);
    startFind(connection, order);
  };
  /** What it is going to cost, of names alone where values come after them, and who may read what. */
  const count = async (form: FindForm, signal: AbortSignal) => {
    const prefix = parseBelow(form.below) ?? asKey(new Uint8Array());
    const access = await queryClient.ensureQueryData(accessQuery(connection));
    const place = form.where === "values" ? "values" : "keys";
    const sample = await readSample(callFor(connected, access, prefix), prefixRange(prefix), place, signal);
    // Of a prefix of which nothing may be read etcd itself says so.
    const readable = access === null || within(access.read, prefixRange(prefix)).length === 0 ? undefined : access.read;
    return { cost: estimateCost(sample), order: { form, at, ...(readable && { readable }) } };
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
      const leaving = new AbortController();
      counting.current = leaving;
      tell({ kind: "counting" });
      count(form, leaving.signal).then(
        ({ cost, order }) => {
          if (leaving.signal.aborted) return;
          wanted.current = order;
          if (isCostly(cost)) tell({ kind: "costly", cost });
          else run(order);
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
    goOn: () => {
      if (job === undefined || isUnderWay(job)) return;
      const { order, state } = job.report;
      if (state.phase !== "ended" || state.valuesCost === undefined) return;
      jobs.drop(job.id);
      run({ ...order, before: state });
    },
    stop: () => {
      counting.current?.abort();
      setBefore(undefined);
      if (job !== undefined && isUnderWay(job)) jobs.stop(job.id);
    },
    drop,
  };
}
