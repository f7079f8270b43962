import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { makePlan, type BulkPlan, type PlanProgress } from "@etcd-explorer/shared/bulk/bulk-plan";
import { createBulkRun, createUndoRun, type BulkRun } from "@etcd-explorer/shared/bulk/bulk-run";
import { endedLeases, needsLease } from "@etcd-explorer/shared/bulk/undo-leases";
import { FailureError } from "@etcd-explorer/shared/failure";
import { formatLeaseHex, noLease } from "@etcd-explorer/shared/int64";
import { hasEnded } from "@etcd-explorer/shared/lease";
import { grantOwnLease } from "@etcd-explorer/shared/own-lease";
import { useId, useState } from "react";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { startBulk, type BulkJob, type JobWords } from "#/stores/bulk-job.ts";
import { notify } from "#/stores/notices.ts";
import { clearSelection } from "#/stores/selection.ts";
import type { Chosen } from "./bulk-dialog.tsx";
import type { BulkTarget } from "./bulk-target.ts";
import { jobWords, summarize, type BulkKind } from "./bulk-words.ts";

/** Reads the plan of what was chosen; leaving the screen gives it up. A plan is never taken from an earlier time. */
export function usePlan(target: BulkTarget, { act }: Chosen) {
  const { connection, etcd } = useConnected();
  const id = useId();
  const [progress, setProgress] = useState<PlanProgress>();
  const plan = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "bulk-plan", id, act.kind, act.kind === "delete" && act.keep],
    queryFn: async ({ signal }) => {
      if (act.kind === "lease" && act.lease !== noLease) {
        const lease = await etcd.leaseTimeToLive(act.lease, { signal });
        if (hasEnded(lease)) {
          const message = `There is no lease ${formatLeaseHex(act.lease)}.`;
          throw new FailureError({ kind: "invalid", field: "lease", message });
        }
      }
      return await makePlan(etcd, { ranges: target.ranges, act }, { onProgress: setProgress, signal });
    },
    gcTime: 0,
  });
  return { plan, progress };
}

/** Begins what a plan says, or takes back what was done; both go on when the dialog is closed. */
export function useBulkStart() {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();

  const start = (words: JobWords, run: BulkRun) => {
    const onEnd = (job: BulkJob) => {
      // What is on the screen is read again; the rest when it is opened.
      void queryClient.invalidateQueries({ queryKey: etcdCache.connection(connection.id) });
      const bad = job.report.changed + job.report.refused > 0;
      const show = { label: "Report", run: () => void runAct("bulk.show") };
      notify(summarize(job.words, job.report), bad ? "bad" : "ok", show);
    };
    void startBulk(connection.id, words, run, onEnd);
  };
  const begin = useMutation({
    mutationFn: async ({ kind, what, plan, chosen }: BeginRequest) => {
      start(jobWords(kind, what), createBulkRun(etcd, await withLease(plan, chosen)));
      if (kind === "delete" || kind === "move") clearSelection(connection.id);
    },
  });

  async function withLease(plan: BulkPlan, { newLeaseSeconds }: Chosen): Promise<BulkPlan> {
    if (newLeaseSeconds === undefined) return plan;
    const { id } = await grantOwnLease(etcd, newLeaseSeconds);
    return { ...plan, request: { ...plan.request, act: { kind: "lease", lease: id } } };
  }

  /** Gives how many keys had a lease that has ended; then nothing is begun until `onEnded` says what to do with them. */
  const takeBack = useMutation({
    mutationFn: async ({ job, onEnded }: TakeBackRequest) => {
      const { undo } = job.report;
      const ended = await endedLeases(etcd, undo);
      const needing = undo.filter((item) => needsLease(item, ended));
      if (needing.length > 0 && onEnded === undefined) return { keys: needing.length };
      const wanted = onEnded === "leave-out" ? undo.filter((item) => !needsLease(item, ended)) : undo;
      start(jobWords("undo", job.words.what), createUndoRun(etcd, wanted, ended));
      return undefined;
    },
  });
  return { begin, takeBack };
}

interface TakeBackRequest {
  readonly job: BulkJob;
  /** What becomes of keys whose lease has ended; undefined: it was not asked yet. */
  readonly onEnded?: "leave-out" | "without-lease";
}

export interface BeginRequest {
  readonly kind: BulkKind;
  readonly what: string;
  readonly plan: BulkPlan;
  readonly chosen: Chosen;
}
