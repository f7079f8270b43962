/** Why a plan cannot be made just now: what is still being read is told as that, and not as its absence. */
import type { Alarm } from "@etcd-explorer/shared/model/cluster";
import { zeroInt64 } from "@etcd-explorer/shared/model/int64";
import { checkQuorum } from "@etcd-explorer/shared/cluster/plans/member-refusals";
import { leaderToldBy, type Known, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import { factsOf } from "#/features/cluster/state/member-monitor.ts";
import { memberStates, type PlanKind } from "#/features/cluster/plans/plan-kind.ts";

/** What plans are made from, as far as it has been read. */
export interface PlanBasis {
  /** Undefined: not listed yet. */
  readonly members: readonly MonitoredMember[] | undefined;
  readonly alarms: Known<readonly Alarm[]>;
}

export const stillReading = "Still reading the cluster";

/**
 * Every plan needs a majority: what changes the cluster is decided by it, and a member that is defragmented stops serving
 * even what it still can.
 */
function refuseWithoutLeader(facts: readonly MemberFacts[]): string | undefined {
  if (checkQuorum(memberStates({ facts })) !== undefined) return "No quorum";
  const told = facts.flatMap(leaderToldBy);
  return told.length > 0 && told.every((leader) => leader === zeroInt64) ? "No leader" : undefined;
}

/** Undefined: the plan can be made. */
export function refusePlan(kind: PlanKind, { members, alarms }: PlanBasis): string | undefined {
  if (members === undefined) return stillReading;
  const told = members.flatMap(({ monitor }) => (monitor?.status.kind === "known" ? [monitor.status.value] : []));
  const isReading = members.some(({ monitor }) => monitor === undefined);
  const facts = members.map(({ member, monitor }) => factsOf(member, monitor));
  // Where no member answers, nobody knows whether there is a quorum.
  const answers = !isReading && facts.some(({ reach }) => reach === "up");
  const stuck = answers ? refuseWithoutLeader(facts) : undefined;
  if (stuck !== undefined) return stuck;
  const silent = isReading ? stillReading : "No member reports a status";
  switch (kind) {
    case "members":
      return undefined;
    case "compact":
    case "defragment":
      return told.length === 0 ? silent : undefined;
    case "move-leader":
      if (members.length < 2) return "The cluster has one member";
      return told.length === 0 ? silent : undefined;
    case "disarm":
      if (alarms.kind === "unknown") return isReading ? stillReading : "No member reports alarms";
      return alarms.value.length === 0 ? "No alarms" : undefined;
    case "downgrade":
      if (told.some(({ storageVersion }) => storageVersion !== undefined)) return undefined;
      return told.length === 0 ? silent : "Requires etcd 3.6 or later";
    default:
      return kind satisfies never;
  }
}
