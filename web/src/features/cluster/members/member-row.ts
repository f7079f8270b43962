/** What the table of members says of each, as words and figures. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { hasStarted, memberName, type Member } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped, formatIdHex, zeroInt64, type Int64 } from "@etcd-explorer/shared/model/int64";
import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import { formatMoment, formatSpan } from "@etcd-explorer/shared/model/time-text";
import { isAlive, lagOf, reportOf, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { Finding } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import { quotaOf } from "@etcd-explorer/shared/cluster/verdict/space-rules";
import { formatDuration } from "#/lib/format.ts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";

export type MemberTone = "ok" | "warn" | "bad" | "faint";

export interface MemberRow {
  readonly member: Member;
  readonly name: string;
  readonly idHex: string;
  readonly reach: MemberFacts["reach"];
  readonly tone: MemberTone;
  /** `leader`, `follower`, `learner`, `no leader`; or why it is none: `down since 14:07`, `not started`, `not seen from here`. */
  readonly role: string;
  readonly isLeader: boolean;
  readonly isDown: boolean;
  readonly term?: string;
  readonly version?: string;
  readonly roundTrip?: string;
  readonly database?: string;
  /** Of the quota, in percent. */
  readonly quotaShare?: number;
  readonly raftIndex?: string;
  readonly lag?: string;
  readonly uptime?: string;
  /** Why it tells nothing. */
  readonly why?: string;
  readonly isAsking: boolean;
}

interface RowContext {
  readonly all: readonly MemberFacts[];
  readonly leader: Int64 | undefined;
  readonly findings: readonly Finding[];
  readonly record: ClusterRecord | undefined;
  readonly nowMs: number;
}

/** A row of the table. What is not known is absent. */
export function memberRow({ member, monitor }: MonitoredMember, facts: MemberFacts, context: RowContext): MemberRow {
  const { all, leader, findings, record, nowMs } = context;
  const name = memberName(facts.member);
  const alive = isAlive(facts, all);
  const report = reportOf(facts);
  const told = report.kind === "known" ? report.value : {};
  const status = facts.status.kind === "known" ? facts.status.value : undefined;
  const metrics = facts.metrics.kind === "known" ? facts.metrics.value : undefined;
  const lag = lagOf(facts, all);
  const quota = quotaOf(facts);
  const isLeader = member.id === leader && alive !== false;
  const down = record?.summary.members[member.id];
  const orEarlier = down?.stateOrEarlier === true ? " or earlier" : "";
  const downSince = down?.state === "down" ? formatMoment(down.stateSinceMs, nowMs) + orEarlier : undefined;
  return {
    member,
    name,
    idHex: formatIdHex(member.id),
    reach: facts.reach,
    tone: toneOf(facts, alive, findings, name),
    role: roleOf(facts, { alive, isLeader, downSince, hasLeader: told.leader !== zeroInt64 }),
    isLeader,
    isDown: alive === false && hasStarted(member),
    isAsking: monitor === undefined,
    ...(status === undefined
      ? {}
      : { term: formatGrouped(status.raftTerm), raftIndex: formatGrouped(status.raftIndex) }),
    ...(told.version !== undefined && { version: told.version }),
    ...(facts.reach === "up" &&
      monitor?.roundTripMs !== undefined && { roundTrip: formatDuration(monitor.roundTripMs) }),
    ...(told.dbBytes !== undefined && { database: formatBytes(told.dbBytes) }),
    ...(told.dbBytes !== undefined && quota !== undefined && { quotaShare: (told.dbBytes / quota) * 100 }),
    ...(lag !== undefined && !isLeader && { lag: `${formatGrouped(Number(lag))} behind` }),
    ...(facts.reach === "up" &&
      metrics?.startedAtMs !== undefined && { uptime: formatSpan(nowMs - metrics.startedAtMs) }),
    ...(facts.status.kind === "unknown" && monitor !== undefined && { why: facts.status.why }),
  };
}

interface Standing {
  readonly alive: boolean | undefined;
  readonly isLeader: boolean;
  /** False: it says that it knows none. */
  readonly hasLeader: boolean;
  readonly downSince: string | undefined;
}

function roleOf({ member, reach }: MemberFacts, { alive, isLeader, hasLeader, downSince }: Standing): string {
  if (!hasStarted(member)) return "not started";
  if (alive === false) return downSince === undefined ? "down" : `down since ${downSince}`;
  if (isLeader) return "leader";
  if (member.isLearner) return "learner";
  if (!hasLeader) return "no leader";
  return reach === "unseen" ? "not seen from here" : "follower";
}

function toneOf(
  { member, reach }: MemberFacts,
  alive: boolean | undefined,
  findings: readonly Finding[],
  name: string,
): MemberTone {
  if (!hasStarted(member)) return "faint";
  if (reach === "down" || alive === false) return "bad";
  if (reach === "unseen") return "faint";
  const broken = findings.filter(({ members }) => members?.includes(name) === true);
  if (broken.some(({ level }) => level === "failing")) return "bad";
  return broken.some(({ level }) => level === "degraded") ? "warn" : "ok";
}
