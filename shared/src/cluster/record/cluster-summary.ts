/** A cluster at one look, as little of it as tells what has changed until the next. */
import { memberName } from "../../model/cluster.ts";
import { compareInt64, parseInt64, zeroInt64 } from "../../model/int64.ts";
import { longestGapMs } from "../verdict/latency.ts";
import { isAlive, leaderToldBy, reportOf, type ClusterFacts, type MemberFacts } from "../verdict/facts.ts";

export interface MemberSummary {
  readonly name: string;
  /** `unknown`: nobody could tell, now or at a look before. */
  readonly state: "up" | "down" | "unknown";
  /** When it was first seen so, in milliseconds since 1970. */
  readonly stateSinceMs: number;
  /** It was so at the first look, or after a break: it may have begun before. */
  readonly stateOrEarlier?: boolean | undefined;
  readonly isLearner: boolean;
  readonly version?: string | undefined;
  /** Of its process, by its own clock. */
  readonly startedAtMs?: number | undefined;
  /** Since it started. */
  readonly defragmentations?: number | undefined;
}

export interface ClusterSummary {
  readonly atMs: number;
  /** `"0"`: the members that answer know none. Undefined: nobody told. */
  readonly leader?: string | undefined;
  readonly term?: string | undefined;
  readonly members: Readonly<Record<string, MemberSummary>>;
  /** `NOSPACE 10`: type and member. Undefined: nobody told. */
  readonly alarms?: readonly string[] | undefined;
  readonly compactRevision?: number | undefined;
}

/** What stands at a look. Undefined: the members are not known. */
export function summarize(facts: ClusterFacts, atMs: number): ClusterSummary | undefined {
  if (facts.members.kind === "unknown") return undefined;
  const members = facts.members.value;
  const compactions = members.flatMap(({ metrics }) =>
    metrics.kind === "known" && metrics.value.compactRevision !== undefined ? [metrics.value.compactRevision] : [],
  );
  return {
    atMs,
    ...leaderAmong(members),
    members: Object.fromEntries(members.map((each) => [each.member.id, summarizeMember(each, members, atMs)])),
    ...(facts.alarms.kind === "known" && {
      alarms: facts.alarms.value.map(({ type, memberId }) => `${type} ${memberId}`).toSorted(),
    }),
    ...(compactions.length > 0 && { compactRevision: Math.max(...compactions) }),
  };
}

function summarizeMember(facts: MemberFacts, all: readonly MemberFacts[], atMs: number): MemberSummary {
  const alive = isAlive(facts, all);
  const report = reportOf(facts);
  const metrics = facts.metrics.kind === "known" ? facts.metrics.value : undefined;
  return {
    name: memberName(facts.member),
    state: alive === undefined ? "unknown" : alive ? "up" : "down",
    stateSinceMs: atMs,
    isLearner: facts.member.isLearner,
    ...(report.kind === "known" && report.value.version !== undefined && { version: report.value.version }),
    ...(metrics?.startedAtMs !== undefined && { startedAtMs: metrics.startedAtMs }),
    ...(metrics?.defragmentations !== undefined && { defragmentations: metrics.defragmentations }),
  };
}

/** The members are asked at different moments: whoever is in the newest term knows best. */
function leaderAmong(members: readonly MemberFacts[]): Pick<ClusterSummary, "leader" | "term"> {
  const told = members.flatMap((facts) =>
    leaderToldBy(facts).map((leader) => ({
      leader,
      term: facts.status.kind === "known" ? facts.status.value.raftTerm : zeroInt64,
    })),
  );
  const led = told.filter(({ leader }) => leader !== zeroInt64);
  const [newest] = (led.length > 0 ? led : told).toSorted((a, b) => compareInt64(b.term, a.term));
  if (newest === undefined) return {};
  return { leader: newest.leader, ...(newest.term === zeroInt64 ? {} : { term: newest.term }) };
}

/** A look with what it did not tell taken from the one before. */
export function carryOver(before: ClusterSummary | undefined, now: ClusterSummary): ClusterSummary {
  if (before === undefined) return { ...now, members: mapMembers(now.members, sinceOrEarlier) };
  // After a long break nobody knows whether it was otherwise in between.
  const unbroken = now.atMs - before.atMs <= longestGapMs;
  const members = Object.entries(now.members).map(([id, member]) => {
    const known = before.members[id];
    if (known === undefined) return [id, member] as const;
    const state = member.state === "unknown" ? known.state : member.state;
    const { stateOrEarlier: _, ...rest } = { ...known, ...member, state };
    if (!unbroken) return [id, sinceOrEarlier(rest)] as const;
    const { stateSinceMs, stateOrEarlier } = state === known.state ? known : member;
    return [id, { ...rest, stateSinceMs, ...(stateOrEarlier === true && { stateOrEarlier }) }] as const;
  });
  return { ...before, ...now, members: Object.fromEntries(members) };
}

const sinceOrEarlier = (member: MemberSummary): MemberSummary => ({ ...member, stateOrEarlier: true });

function mapMembers(
  members: ClusterSummary["members"],
  change: (member: MemberSummary) => MemberSummary,
): ClusterSummary["members"] {
  return Object.fromEntries(Object.entries(members).map(([id, member]) => [id, change(member)]));
}

/** What people call the member of an ID that a summary names. */
export function nameIn(summary: ClusterSummary, id: string): string {
  const member = summary.members[id];
  return member === undefined ? memberName({ id: parseInt64(id) ?? zeroInt64, name: "" }) : member.name;
}
