/** What is known of a cluster at one moment, from however many of its members answered. */
import type { Alarm, HashKv, Member, MemberStatus } from "../cluster.ts";
import type { Int64, Revision } from "../int64.ts";
import { formatIdHex } from "../int64.ts";
import type { MemberMetrics } from "../metrics/member-metrics.ts";

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
  /** Over the time that the rules look at: the last minute for latencies. */
  readonly metrics: Known<MemberMetrics>;
  /** Since the page is open, at most 15 minutes. */
  readonly window: Known<MemberMetrics>;
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
 * (`etcd_network_active_peers`). Undefined: nobody can tell.
 */
export function isAlive(facts: MemberFacts, all: readonly MemberFacts[]): boolean | undefined {
  if (facts.reach !== "unseen") return facts.reach === "up";
  const id = formatIdHex(facts.member.id);
  const seen = all.flatMap(({ metrics }) => (metrics.kind === "known" ? [metrics.value.peers?.get(id)] : []));
  if (seen.includes(true)) return true;
  return seen.includes(false) ? false : undefined;
}
