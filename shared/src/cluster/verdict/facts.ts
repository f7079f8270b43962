/** What is known of a cluster at one moment, from however many of its members answered. */
import { hasStarted, type Alarm, type HashKv, type Member, type MemberStatus } from "../../model/cluster.ts";
import { formatIdHex, zeroInt64, type Int64, type Revision } from "../../model/int64.ts";
import type { LatencyFamily, MemberMetrics } from "../metrics/member-metrics.ts";
import type { Latency } from "./latency.ts";
import { entriesBehind, type IndexSample } from "./raft-lag.ts";

/** What was found out, or why it was not. */
export type Known<Value> = { readonly kind: "known"; readonly value: Value } | Unknown;
export interface Unknown {
  readonly kind: "unknown";
  /** The end of a sentence: "its status is not known, because …". */
  readonly why: string;
}

export interface MemberFacts {
  readonly member: Member;
  /**
   * `up`: it answers. `down`: nothing answers at its address, or too late. `unseen`: it could not be asked from here,
   * or was not yet.
   */
  readonly reach: "up" | "down" | "unseen";
  readonly status: Known<MemberStatus>;
  /** Over the last minute. */
  readonly metrics: Known<MemberMetrics>;
  /** Since the page is open, at most 15 minutes. */
  readonly window: Known<MemberMetrics>;
  /** When `window` began, in milliseconds since 1970. */
  readonly windowSinceMs?: number;
  /** Its latencies, judged over several looks. */
  readonly pace: Known<Readonly<Record<LatencyFamily, Latency>>>;
  /** What it has told of its committed index, the oldest first. */
  readonly indexes: readonly IndexSample[];
}

export interface HashFacts {
  readonly revision: Revision;
  readonly byMember: readonly { readonly memberId: Int64; readonly hash: Known<HashKv> }[];
}

export interface ClusterFacts {
  readonly members: Known<readonly MemberFacts[]>;
  readonly alarms: Known<readonly Alarm[]>;
  /** Absent: nobody has compared yet. */
  readonly hashes?: HashFacts;
}

/** A fact that was found. */
export function known<Value>(value: Value): Known<Value> {
  return { kind: "known", value };
}

/** A fact that was not, and the end of the sentence that says why. */
export function unknown(why: string): Unknown {
  return { kind: "unknown", why };
}

/** The members that vote. */
export function votersOf(members: readonly MemberFacts[]): readonly MemberFacts[] {
  return members.filter(({ member }) => !member.isLearner);
}

/**
 * Whether a member runs: it answers, or where it cannot be asked from here another member is connected to it
 * (`etcd_network_active_peers`). One that has never been started does not. Undefined: nobody can tell.
 */
export function isAlive(facts: MemberFacts, all: readonly MemberFacts[]): boolean | undefined {
  if (facts.reach !== "unseen") return facts.reach === "up";
  if (!hasStarted(facts.member)) return false;
  const id = formatIdHex(facts.member.id);
  const seen = all.flatMap(({ metrics }) => (metrics.kind === "known" ? [metrics.value.peers?.get(id)] : []));
  if (seen.includes(true)) return true;
  return seen.includes(false) ? false : undefined;
}

/** What a member reports of itself. What it does not tell is absent. */
export interface MemberReport {
  readonly version?: string;
  readonly dbBytes?: number;
  readonly dbInUseBytes?: number;
  /** The member that it takes for the leader; `"0"`: none. */
  readonly leader?: Int64;
}

/** By its status; or where that is refused, such as to a limited user, by its metrics, which know no users. */
export function reportOf({ member, status, metrics }: MemberFacts): Known<MemberReport> {
  if (status.kind === "known") {
    const { version, dbSize, dbSizeInUse, leader } = status.value;
    const inUse = dbSizeInUse === undefined ? {} : { dbInUseBytes: Number(dbSizeInUse) };
    return known({ version, dbBytes: Number(dbSize), ...inUse, leader });
  }
  if (metrics.kind === "unknown") return status;
  const { version, dbBytes, dbInUseBytes, isLeader, hasLeader } = metrics.value;
  const leader = isLeader === true ? member.id : hasLeader === false ? zeroInt64 : undefined;
  return known({
    ...(version === undefined ? {} : { version }),
    ...(dbBytes === undefined ? {} : { dbBytes }),
    ...(dbInUseBytes === undefined ? {} : { dbInUseBytes }),
    ...(leader === undefined ? {} : { leader }),
  });
}

/** The one leader that the members tell of, where it answers itself. */
export function answeringLeader(members: readonly MemberFacts[]): MemberFacts | undefined {
  const leaders = new Set(members.flatMap((facts) => leaderToldBy(facts)));
  leaders.delete(zeroInt64);
  if (leaders.size !== 1) return undefined;
  return members.find(({ member, reach }) => leaders.has(member.id) && reach === "up");
}

/** The leader that a member tells of, `"0"` for none; nothing where it does not tell. */
export function leaderToldBy(facts: MemberFacts): readonly Int64[] {
  const report = reportOf(facts);
  return report.kind === "known" && report.value.leader !== undefined ? [report.value.leader] : [];
}

/** Entries that a member is behind the leader; undefined: there is none to hold it against, or not yet. */
export function lagOf(facts: MemberFacts, members: readonly MemberFacts[]): bigint | undefined {
  const leader = answeringLeader(members);
  if (leader === undefined || facts.reach !== "up") return undefined;
  return leader === facts ? 0n : entriesBehind(facts.indexes, leader.indexes);
}
