import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { makePlan, type BulkPlan, type PlanProgress } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { createBulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { grantOwnLease } from "@etcd-explorer/shared/write/guarded/own-lease";
import { useId, useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { startPlanned } from "#/components/bulk/start-planned.ts";
import { clearSelection } from "#/stores/selection.ts";
import type { Chosen } from "./options-model.ts";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import { jobWords, type BulkKind } from "./bulk-words.ts";

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

  const begin = useMutation({
    mutationFn: async ({ kind, what, plan, chosen }: BeginRequest) => {
      const keep = plan.request.act.kind !== "delete" || plan.request.act.keep;
      const run = createBulkRun(etcd, await withLease(plan, chosen));
      const { id } = startPlanned(queryClient, {
        connection,
        words: jobWords(kind, what, plan.request.ranges),
        run,
        keep,
        again: "bulk.again",
      });
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
