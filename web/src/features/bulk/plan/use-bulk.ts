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
import { refreshAfterWrites } from "#/api/keys/refresh-after-write.ts";
import type { Job } from "#/lib/jobs/job.ts";
import { startBulk, type BulkState, type JobWords } from "#/stores/jobs/bulk-job.ts";
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
          const message = `Lease ${formatLeaseHex(act.lease)} not found`;
          throw new FailureError({ kind: "invalid", field: "lease", message });
        }
      }
      return await makePlan(etcd, { ranges: target.ranges, act }, { onProgress: setProgress, signal });
    },
    gcTime: 0,
  });
  return { plan, progress };
}

/** Begins what a plan says, and gives the ID of its job; it goes on when the dialog is closed. */
export function useBulkStart() {
  const { connection, etcd } = useConnected();
  const queryClient = useQueryClient();

  const start = (words: JobWords, run: BulkRun, keep: boolean) => {
    const onEnd = ({ id, report: { report } }: Job<BulkState>) => {
      // What is on the screen is read again; the rest when it is opened.
      void refreshAfterWrites(queryClient, connection.id);
      const bad = report.changed + report.refused > 0;
      const show = { label: "Report", run: () => void runAct("jobs.show", String(id)) };
      notify(summarize(words, report), bad ? "bad" : "ok", show);
      if (report.done === 0) return undefined;
      return recordWritten(connection, writtenBy(words, report, keep)).id;
    };
    return startBulk({ connectionId: connection.id, words, run, isPlanned: true, onEnd }).id;
  };
  const begin = useMutation({
    mutationFn: async ({ kind, what, plan, chosen }: BeginRequest) => {
      const keep = plan.request.act.kind !== "delete" || plan.request.act.keep;
      const id = start(jobWords(kind, what), createBulkRun(etcd, await withLease(plan, chosen)), keep);
      if (kind === "delete" || kind === "move") clearSelection(connection.id);
      return id;
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
