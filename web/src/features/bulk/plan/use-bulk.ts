import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { makePlan, type BulkPlan, type PlanProgress } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { createBulkRun, type BulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { grantOwnLease } from "@etcd-explorer/shared/write/guarded/own-lease";
import { useId, useState } from "react";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { startBulk, type BulkJob, type JobWords } from "#/stores/bulk-job.ts";
import { notify } from "#/stores/notices.ts";
import { clearSelection } from "#/stores/selection.ts";
import { recordWritten } from "#/stores/write-history.ts";
import type { Chosen } from "./options-model.ts";
import type { BulkTarget } from "./bulk-target.ts";
import { jobWords, summarize, writtenBy, type BulkKind } from "./bulk-words.ts";

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

/** Begins what a plan says; it goes on when the dialog is closed. */
export function useBulkStart() {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();

  const start = (words: JobWords, run: BulkRun, keep: boolean) => {
    const onEnd = (job: BulkJob) => {
      // What is on the screen is read again; the rest when it is opened.
      void queryClient.invalidateQueries({ queryKey: etcdCache.connection(connection.id) });
      const bad = job.report.changed + job.report.refused > 0;
      const show = { label: "Report", run: () => void runAct("bulk.show") };
      notify(summarize(job.words, job.report), bad ? "bad" : "ok", show);
      if (job.report.done === 0) return undefined;
      return recordWritten(connection, writtenBy(job.words, job.report, keep)).id;
    };
    void startBulk(connection.id, words, run, onEnd);
  };
  const begin = useMutation({
    mutationFn: async ({ kind, what, plan, chosen }: BeginRequest) => {
      const keep = plan.request.act.kind !== "delete" || plan.request.act.keep;
      start(jobWords(kind, what), createBulkRun(etcd, await withLease(plan, chosen)), keep);
      if (kind === "delete" || kind === "move") clearSelection(connection.id);
    },
  });

  async function withLease(plan: BulkPlan, { newLeaseSeconds }: Chosen): Promise<BulkPlan> {
    if (newLeaseSeconds === undefined) return plan;
    const { id } = await grantOwnLease(etcd, newLeaseSeconds);
    return { ...plan, request: { ...plan.request, act: { kind: "lease", lease: id } } };
  }

  return begin;
}

export interface BeginRequest {
  readonly kind: BulkKind;
  readonly what: string;
  readonly plan: BulkPlan;
  readonly chosen: Chosen;
}
