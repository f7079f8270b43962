/** Rules about what etcd counts: leader changes, failed proposals, slow applies. */
import { formatClock } from "../../model/time-text.ts";
import type { MemberMetrics } from "../metrics/member-metrics.ts";
import type { MemberFacts } from "./facts.ts";
import {
  asFarAsTold,
  cannotTell,
  joinNames,
  mapKnown,
  overMembers,
  readingsOf,
  type Judgement,
  type Rule,
} from "./rule.ts";

/** etcd's mixin looks at so many leader changes within 15 minutes. */
export const unstableLeaderChanges = 4;
/** etcd docs, Monitoring: etcd3_alert.rules, more than five failed proposals within the hour. */
export const failedProposals = 5;
/** Fewer say nothing: a backup or a compaction causes some. */
export const slowApplies = 5;

interface CounterRule {
  readonly what: string;
  readonly isTooMany: (count: number, metrics: MemberMetrics) => boolean;
  readonly read: (metrics: MemberMetrics) => number | undefined;
  /** What was counted, with a verb: `3 proposals failed`, `No leader change`. Of all counts together. */
  readonly told: (count: number) => string;
  readonly after?: string;
  /** Every member counts the same events, instead of its own. */
  readonly shared?: true;
  readonly headline: string;
  readonly advice: string;
}

function judgeCounter(members: readonly MemberFacts[], rule: CounterRule): Judgement {
  const { readings, missing, why } = readingsOf(members, ({ window }) =>
    mapKnown(window, (metrics) => {
      const count = rule.read(metrics);
      return count === undefined ? undefined : { count, tooMany: rule.isTooMany(count, metrics) };
    }),
  );
  if (readings.length === 0)
    return cannotTell(rule.what, why === "it is not reported" ? "etcd does not report it" : why);
  const starts = members.flatMap(({ windowSinceMs }) => (windowSinceMs === undefined ? [] : [windowSinceMs]));
  const since = starts.length === 0 ? "so far" : `since ${formatClock(Math.min(...starts))}`;
  const above = readings.filter(({ value }) => value.tooMany);
  const values = (above.length > 0 ? above : readings).map(({ value }) => value.count);
  const count = rule.shared === true ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
  const told = `${rule.told(count)} ${since}`;
  if (above.length === 0) return asFarAsTold({ level: "ok", sentence: `${told}.` }, missing);
  const names = above.map(({ name }) => name);
  return {
    level: "degraded",
    headline: rule.headline,
    sentence: `${rule.shared === true ? "" : `${joinNames(names)}: `}${told}${rule.after ?? ""}.`,
    advice: rule.advice,
    ...(rule.shared === true ? {} : { members: names }),
  };
}

const counted = (count: number, one: string, many: string) =>
  count === 0 ? `No ${one}` : `${count} ${count === 1 ? one : many}`;

export const leaderStabilityRule: Rule = {
  id: "leader-stability",
  chip: "stable leader",
  about: "leader changes",
  threshold: `${unstableLeaderChanges} leader changes or more within 15 minutes`,
  source: "etcd mixin: etcdHighNumberOfLeaderChanges",
  essential: false,
  judge: overMembers("whether the leader is stable", (members) =>
    judgeCounter(members, {
      what: "whether the leader is stable",
      isTooMany: (count) => count >= unstableLeaderChanges,
      read: ({ leaderChanges }) => leaderChanges,
      told: (count) => counted(count, "leader change", "leader changes"),
      shared: true,
      headline: "the leader keeps changing",
      advice: "Slow disks, a busy processor or a poor network delay heartbeats. Check fsync and round trip.",
    }),
  ),
};

export const proposalsRule: Rule = {
  id: "proposals",
  chip: "proposals",
  threshold: `more than ${failedProposals} proposals of a member failed within 15 minutes`,
  source: "etcd docs, Monitoring: etcd3_alert.rules; Metrics: proposals_failed_total",
  essential: false,
  judge: overMembers("whether proposals fail", (members) =>
    judgeCounter(members, {
      what: "whether proposals fail",
      isTooMany: (count) => count > failedProposals,
      read: ({ proposalsFailed }) => proposalsFailed,
      told: (count) => `${counted(count, "proposal", "proposals")} failed`,
      // The counter says no more: a proposal that timed out may have been committed all the same.
      after: "; their writes may or may not have been applied",
      headline: "proposals fail",
      advice: "Proposals fail around elections, without a quorum and where members stall. Check leader and members.",
    }),
  ),
};

export const slowApplyRule: Rule = {
  id: "slow-applies",
  chip: "applying",
  threshold: `more than 1 % of the proposals, and more than ${slowApplies}, took over 100 ms to apply`,
  source: "etcd docs, Metrics: slow_apply_total; FAQ: apply entries took too long (100 ms)",
  essential: false,
  judge: overMembers("whether applying is slow", (members) =>
    judgeCounter(members, {
      what: "whether applying is slow",
      // At most one in a hundred of what was applied is no pace to worry about.
      isTooMany: (count, { commitsPerSecond = 0, overMs }) =>
        count > slowApplies && count * 100_000 > commitsPerSecond * overMs,
      read: (metrics) => metrics.slowApplies,
      told: (count) => `${counted(count, "proposal", "proposals")} took over 100 ms to apply`,
      headline: "applying is slow",
      advice: "Large ranges and transactions, slow disks or a busy processor delay it.",
    }),
  ),
};
