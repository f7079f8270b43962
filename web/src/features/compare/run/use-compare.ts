import { failureOf } from "@etcd-explorer/shared/model/failure";
import type { IgnoreRules } from "@etcd-explorer/shared/read/compare/ignore-rules";
import { SideFailure, type OfSides } from "@etcd-explorer/shared/read/compare/side";
import type { PinnedCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { useEffect, useRef, useState } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { callsOf } from "#/components/calls-of.ts";
import { isSameComparison, type CompareAddress } from "#/features/compare/model/compare-address.ts";
import { isUnderWay } from "#/lib/jobs/job.ts";
import type { JobWorker } from "#/lib/jobs/run-worker.ts";
import { delimitersOf } from "#/stores/delimiters.ts";
import { jobs, useJobOf, useShowsJob } from "#/stores/jobs/jobs.ts";
import { pastOf } from "#/stores/write-history.ts";
import { compareJobs, startComparison, type CompareOrder } from "./compare-job.ts";
import type { CompareState } from "./compare-state.ts";
import { asksFirst, pinSides } from "./pin-sides.ts";

export interface Comparison {
  readonly state: CompareState;
  /** Tells runs apart: a new one has a new ID. */
  readonly runId: number | undefined;
  /** Pins both sides and counts; what costs little is then compared at once, what costs more asks. */
  readonly start: () => void;
  /** Compares what was asked about. */
  readonly confirm: () => void;
  readonly stop: () => void;
}

/** What it reaches etcd by: other calls in tests. */
interface World {
  readonly callsOf: (connection: Connection) => PinnedCall;
  readonly open?: () => JobWorker;
}

const page: World = { callsOf: (connection) => callsOf(connection, "live", "live") };

/** The comparison of an address. It runs as a job, which is found again when one comes back to the screen. */
export function useCompare(
  connectionId: string,
  address: CompareAddress,
  connections: OfSides<Connection> | undefined,
  ignore: IgnoreRules,
  world: World = page,
): Comparison {
  const last = useJobOf(compareJobs, connectionId);
  const job = last !== undefined && isSameComparison(last.report.order.address, address) ? last : undefined;
  useShowsJob(job?.id);
  // What comes before the job, and of which address: the count, the question, or why a side could not be read.
  const [before, setBefore] = useState<{ readonly address: CompareAddress; readonly state: CompareState }>();
  const waiting = before !== undefined && isSameComparison(before.address, address) ? before.state : undefined;
  const wanted = useRef<CompareOrder>(undefined);
  const pinning = useRef<AbortController>(undefined);
  useEffect(() => () => pinning.current?.abort(), []);

  const run = (order: CompareOrder) => {
    setBefore(undefined);
    startComparison(connectionId, order, world.open);
  };
  const start = () => {
    if (connections === undefined) return;
    pinning.current?.abort();
    if (last !== undefined) jobs.drop(last.id);
    const leaving = new AbortController();
    pinning.current = leaving;
    const tell = (state: CompareState) => {
      if (!leaving.signal.aborted) setBefore({ address, state });
    };
    tell({ phase: "pinning" });
    const { left, right } = connections;
    const pasts = { left: pastOf(left.id), right: pastOf(right.id) };
    const calls = { left: world.callsOf(left), right: world.callsOf(right) };
    pinSides(calls, address, leaving.signal).then(
      ({ pinned, cost }) => {
        if (leaving.signal.aborted) return;
        const order = { address, connections, pinned, pasts, ignore, delimiters: delimitersOf(left.id) };
        wanted.current = order;
        if (asksFirst(cost)) tell({ phase: "costly", pinned, cost });
        else run(order);
      },
      (error: unknown) =>
        tell({
          phase: "unread",
          failure: failureOf(error),
          side: error instanceof SideFailure ? error.side : undefined,
        }),
    );
  };
  return {
    state: waiting ?? job?.report.state ?? { phase: "idle" },
    runId: job?.id,
    start,
    confirm: () => {
      if (wanted.current !== undefined) run(wanted.current);
    },
    stop: () => {
      pinning.current?.abort();
      setBefore(undefined);
      if (job !== undefined && isUnderWay(job)) jobs.stop(job.id);
    },
  };
}
