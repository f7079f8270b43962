/** From what was asked to what the screen shows. */
import { alarmsInErrors, type Alarm, type Member } from "@etcd-explorer/shared/model/cluster";
import { compareInt64, zeroInt64, type Int64, type Revision } from "@etcd-explorer/shared/model/int64";
import {
  known,
  leaderToldBy,
  reportOf,
  unknown,
  type ClusterFacts,
  type HashFacts,
  type Known,
  type MemberFacts,
} from "@etcd-explorer/shared/cluster/verdict/facts";
import { quotaOf } from "@etcd-explorer/shared/cluster/verdict/space-rules";
import { factsOf, type MemberMonitor } from "./member-monitor.ts";

export interface MonitoredMember {
  readonly member: Member;
  readonly monitor: MemberMonitor | undefined;
}

/** What the verdict judges. */
export function clusterFacts(members: readonly MonitoredMember[], hashes: HashFacts | undefined): ClusterFacts {
  const facts = members.map(({ member, monitor }) => factsOf(member, monitor));
  return {
    members: known(facts),
    alarms: alarmsIn(facts),
    ...(hashes === undefined ? {} : { hashes }),
  };
}

/** Every member knows every alarm: those that any of them tells. */
export function alarmsIn(members: readonly MemberFacts[]): Known<readonly Alarm[]> {
  const told = members.flatMap(({ status }) => (status.kind === "known" ? [status.value] : []));
  if (told.length === 0) {
    const status = members[0]?.status;
    return unknown(status?.kind === "unknown" ? status.why : "no member answers");
  }
  const alarms = told.flatMap(({ errors }) => alarmsInErrors(errors));
  return known([...new Map(alarms.map((alarm) => [`${alarm.memberId} ${alarm.type}`, alarm])).values()]);
}

/** The leader that the members tell of; undefined: none, or nobody tells. */
export function leaderOf(members: readonly MemberFacts[]): Int64 | undefined {
  return members.flatMap(leaderToldBy).find((leader) => leader !== zeroInt64);
}

/** The newest revision that any member tells of; undefined: none tells. */
export function headRevision(members: readonly MonitoredMember[]): Revision | undefined {
  const revisions = revisionsOf(members);
  return revisions.length === 0
    ? undefined
    : revisions.reduce((newest, each) => (compareInt64(each, newest) > 0 ? each : newest));
}

/** A revision that every member that answers has: where all can be hashed alike. */
export function sharedRevision(members: readonly MonitoredMember[]): Revision | undefined {
  const revisions = revisionsOf(members);
  return revisions.length === 0
    ? undefined
    : revisions.reduce((oldest, each) => (compareInt64(each, oldest) < 0 ? each : oldest));
}

function revisionsOf(members: readonly MonitoredMember[]): readonly Revision[] {
  return members.flatMap(({ monitor }) =>
    monitor?.status.kind === "known" ? [monitor.status.value.header.revision] : [],
  );
}

/** Bytes that defragmenting would give back, and of how many members that is known; undefined: of none. */
export function reclaimable(
  members: readonly MemberFacts[],
): { readonly bytes: number; readonly members: number } | undefined {
  const told = members.flatMap((facts) => {
    const each = reportOf(facts);
    if (each.kind === "unknown" || each.value.dbBytes === undefined) return [];
    const { dbBytes, dbInUseBytes = dbBytes } = each.value;
    return [Math.max(0, dbBytes - dbInUseBytes)];
  });
  return told.length === 0 ? undefined : { bytes: told.reduce((sum, bytes) => sum + bytes, 0), members: told.length };
}

/** The revision that history was compacted to, as far as metrics tell. */
export function compactedRevision(members: readonly MemberFacts[]): number | undefined {
  const told = members.flatMap(({ metrics }) =>
    metrics.kind === "known" && metrics.value.compactRevision !== undefined ? [metrics.value.compactRevision] : [],
  );
  return told.length === 0 ? undefined : Math.max(0, ...told);
}

/** The quotas that are known, by member. */
export function quotasOf(members: readonly MemberFacts[]): ReadonlyMap<Int64, number> {
  return new Map(
    members.flatMap((facts) => {
      const quota = quotaOf(facts);
      return quota === undefined ? [] : [[facts.member.id, quota] as const];
    }),
  );
}
