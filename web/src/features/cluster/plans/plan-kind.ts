/** What the plan dialog can plan, and what it needs to know for it. */
import type { Alarm } from "@etcd-explorer/shared/model/cluster";
import type { Int64, Revision } from "@etcd-explorer/shared/model/int64";
import type { MemberState } from "@etcd-explorer/shared/cluster/plans/member-refusals";
import { isAlive, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";

export type PlanKind = "compact" | "defragment" | "move-leader" | "members" | "disarm" | "downgrade";

export const planTitles: Readonly<Record<PlanKind, string>> = {
  compact: "Compact history",
  defragment: "Defragment",
  "move-leader": "Move the leader",
  members: "Members",
  disarm: "Disarm alarms",
  downgrade: "Downgrade",
};

export type MemberChange = "add" | "replace" | "promote" | "update" | "remove";

/** A plan that is asked for, with what is chosen already. */
export interface PlanRequest {
  readonly kind: PlanKind;
  /** Of the plan about members. */
  readonly change?: MemberChange;
  readonly memberId?: Int64;
}

/** The cluster as it stood when the dialog was opened. */
export interface PlannedCluster {
  readonly members: readonly MonitoredMember[];
  readonly facts: readonly MemberFacts[];
  readonly leader: Int64 | undefined;
  readonly alarms: readonly Alarm[];
  readonly head: Revision;
  readonly compacted: number | undefined;
  readonly admin: AdminCalls;
}

/** The members with what is known of their running. */
export function memberStates({ facts }: Pick<PlannedCluster, "facts">): readonly MemberState[] {
  return facts.map((each) => ({ member: each.member, alive: isAlive(each, facts) }));
}
