/** Comparisons as jobs: they go on while another screen is open. */
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { countDifferences } from "@etcd-explorer/shared/read/compare/difference";
import type { IgnoreRules } from "@etcd-explorer/shared/read/compare/ignore-rules";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { ClientConnection } from "#/api/client/client.ts";
import type { ComparedSide } from "#/components/compare/compare-messages.ts";
import { runCompare } from "#/components/compare/run-compare.ts";
import { notifyEnd } from "#/components/job-notice.ts";
import { searchOf, type CompareAddress } from "#/features/compare/model/compare-address.ts";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import type { JobWorker } from "#/lib/jobs/run-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { applyCompareEvent, begunAt, type Begun, type CompareEvent } from "./compare-state.ts";
import type { PinnedSide } from "./pin-sides.ts";

export interface CompareOrder {
  readonly address: CompareAddress;
  readonly connections: OfSides<ClientConnection & { readonly label: string }>;
  readonly pinned: OfSides<PinnedSide>;
  /** The past that the data of each side had when it was pinned, by `pastOf`. */
  readonly pasts: OfSides<number>;
  readonly ignore: IgnoreRules;
  readonly delimiters: Uint8Array;
}

export interface CompareReport {
  readonly order: CompareOrder;
  readonly state: Begun;
}

export const compareJobs: JobKind<CompareReport> = new JobKind("compare");

/** Begins a comparison whose cost a person knows. `connectionId`: the connection of the screen. */
export function startComparison(connectionId: string, order: CompareOrder, open?: () => JobWorker): Job<CompareReport> {
  const { address, connections, pinned, pasts, ignore, delimiters } = order;
  const side = (name: SideName): ComparedSide => ({
    connection: { id: connections[name].id, target: connections[name].target },
    prefix: address[name].prefix,
    at: pinned[name].revision,
  });
  let state = begunAt(pinned, pasts);
  return jobs.start<CompareReport>({
    kind: compareJobs,
    connectionId,
    title: "Comparing",
    what: describeSides(connections),
    screen: "compare",
    search: searchOf(address, connectionId),
    report: { order, state },
    run: async ({ signal, tell }) => {
      const apply = (event: CompareEvent) => {
        state = applyCompareEvent(state, event);
        const { done, total } = state.progress ?? { done: noKeys, total: noKeys };
        const progress = { done: done.left + done.right, total: total.left + total.right };
        tell({ report: { order, state }, progress });
      };
      const end = await runCompare(
        { left: side("left"), right: side("right"), ignore, delimiters },
        {
          onPinned: () => undefined,
          onFound: (batch) => apply({ kind: "found", batch }),
          onProgress: (progress) => apply({ kind: "progress", progress }),
        },
        signal,
        open,
      );
      apply({ kind: "ended", end });
      if (end.kind === "failed") return { kind: "failed", failure: end.failure };
      return { kind: end.kind === "done" ? "done" : "partly" };
    },
    onEnd: (job) => {
      // Whoever stopped it knows.
      if (job.state !== "partly") notifyEnd(job, describeEnd(job), job.state === "done" ? "ok" : "bad");
      return undefined;
    },
  });
}

const noKeys = { left: 0, right: 0 };

function describeSides({ left, right }: CompareOrder["connections"]): string {
  return left.id === right.id ? left.label : `${left.label} and ${right.label}`;
}

function describeEnd({ what, failure, report: { state } }: Job<CompareReport>): string {
  if (failure !== undefined) return `Could not compare ${what}. ${describeFailure(failure)}`;
  const counts = state.phase === "ended" ? state.result?.counts : undefined;
  const count = counts === undefined ? 0 : countDifferences(counts);
  if (count === 0) return `Compared ${what}: no differences`;
  return `Compared ${what}: ${formatGrouped(count)} ${count === 1 ? "difference" : "differences"}`;
}
