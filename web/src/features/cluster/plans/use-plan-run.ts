import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { MemberAt, Plan } from "@etcd-explorer/shared/cluster/plans/plan";
import type { AdminCall } from "@etcd-explorer/shared/cluster/plans/plan-checks";
import { runPlan, type PlanRun } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { useEffect, useRef, useState } from "react";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { Place } from "#/api/client/place.ts";
import type { WatchedMember } from "#/features/cluster/state/cluster-model.ts";

/** Rewriting a large database takes its time; everything else answers soon or not at all. */
const patienceMs: Partial<Record<AdminRequest["kind"], number>> = {
  defragment: 120_000,
  compact: 120_000,
  status: 4000,
};
const usualPatienceMs = 15_000;

/** Calls by a plan, each at the member that it names. */
export function planCall(admin: AdminCalls, members: readonly WatchedMember[]): AdminCall {
  const placeOf = (at: MemberAt | undefined): Place => {
    if (at === undefined) return { kind: "any" };
    const place = members.find(({ member }) => member.id === at.id)?.watch?.place;
    if (place !== undefined) return place;
    const message = `${at.name} cannot be asked from here: list it among the connection's endpoints`;
    throw new FailureError({ kind: "forbidden", rule: "members", message });
  };
  return async (request, at) =>
    admin.call(request, { place: placeOf(at), timeoutMs: patienceMs[request.kind] ?? usualPatienceMs });
}

/** Runs a plan once, and stops it between two steps when it is asked to, or its screen is left. */
export function usePlanRun(call: AdminCall) {
  const [run, setRun] = useState<PlanRun>();
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  return {
    run,
    stopping,
    start: async (plan: Plan): Promise<void> => {
      stopped.current = false;
      const world = {
        call,
        sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
        nowMs: () => performance.now(),
        isStopped: () => stopped.current,
      };
      for await (const state of runPlan(plan, world)) setRun(state);
    },
    stop: () => {
      stopped.current = true;
      setStopping(true);
    },
  };
}
