import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import type { PlanKind } from "#/features/cluster/plans/plan-kind.ts";
import { refusePlan, type PlanBasis } from "./plan-refusal.ts";

/** Makes each plan an act, or says why it cannot be made just now. */
export function usePlanActs(basis: PlanBasis, onPlan: (kind: PlanKind) => void): void {
  const readOnly = useReadOnly();
  const other = useLaneRefusal(useConnected().connection.id, "cluster");
  const refusal = (kind: PlanKind) => readOnly ?? other ?? refusePlan(kind, basis);
  useAct("cluster.compact", () => onPlan("compact"), refusal("compact"));
  useAct("cluster.defragment", () => onPlan("defragment"), refusal("defragment"));
  useAct("cluster.move-leader", () => onPlan("move-leader"), refusal("move-leader"));
  useAct("cluster.members", () => onPlan("members"), refusal("members"));
  useAct("cluster.disarm", () => onPlan("disarm"), refusal("disarm"));
  useAct("cluster.downgrade", () => onPlan("downgrade"), refusal("downgrade"));
}
