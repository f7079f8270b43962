/** Rules about how quickly things are done: disks, proposals, applying, the network between members. */
import { memberName } from "../cluster.ts";
import type { MemberMetrics } from "../metrics/member-metrics.ts";
import type { MemberFacts } from "./facts.ts";
import { cannotTell, countMembers, joinNames, overMembers, readingsOf, type Judgement, type Rule } from "./rule.ts";

/** etcd docs, FAQ: "p99 duration should be less than 10ms". */
export const fsyncLimitMs = 10;
/** etcd mixin: etcdHighFsyncDurations, critical. */
export const fsyncFailingMs = 1000;
/** etcd docs, FAQ: "p99 duration should be less than 25ms". */
export const commitLimitMs = 25;
/** etcd mixin: etcdMemberCommunicationSlow. */
export const peerRoundTripLimitMs = 150;
/** etcd docs, Monitoring: etcd3_alert.rules, more than five failed proposals within the hour. */
export const failedProposals = 5;

type Over = "metrics" | "window";

const readingOf = (members: readonly MemberFacts[], over: Over, read: (metrics: MemberMetrics) => number | undefined) =>
  readingsOf(members, (facts) =>
    facts[over].kind === "known" ? { kind: "known", value: read(facts[over].value) } : facts[over],
  );

const allUnknown = (members: readonly MemberFacts[], over: Over) =>
  members.every((facts) => facts[over].kind === "unknown");

const formatMs = (ms: number) => (ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`);

interface LatencyRule {
  readonly what: string;
  readonly verb: string;
  readonly headline: (count: number) => string;
  readonly limitMs: number;
  readonly failingMs: number;
  readonly read: (metrics: MemberMetrics) => number | undefined;
  readonly advice: string;
}

function judgeLatency(members: readonly MemberFacts[], rule: LatencyRule): Judgement {
  const { readings, why } = readingOf(members, "metrics", rule.read);
  if (readings.length === 0) {
    if (allUnknown(members, "metrics")) return cannotTell(rule.what, why);
    return { level: "ok", sentence: "Nothing was measured in the last minute." };
  }
  const slow = readings.filter(({ value }) => value > rule.limitMs);
  const highest = Math.max(...readings.map(({ value }) => value));
  if (slow.length === 0) return { level: "ok", sentence: `At most ${formatMs(highest)} (p99) to ${rule.verb}.` };
  const [only] = slow;
  const told =
    slow.length === 1 && only !== undefined
      ? `${only.name} takes ${formatMs(only.value)} (p99) to ${rule.verb}`
      : `To ${rule.verb} takes (p99) ${joinNames(slow.map(({ name, value }) => `${formatMs(value)} on ${name}`))}`;
  return {
    level: highest >= rule.failingMs ? "failing" : "degraded",
    headline: rule.headline(slow.length),
    sentence: `${told}, above the ${rule.limitMs} ms etcd recommends.`,
    advice: rule.advice,
    members: slow.map(({ name }) => name),
  };
}

const diskAdvice = "Give etcd a disk of its own (SSD), and look at what else writes to it: ionice, fio, iostat.";

export const fsyncRule: Rule = {
  id: "fsync",
  chip: "disk latency",
  threshold: "99 of 100 fsyncs of the log take more than 10 ms; failing from 1 s",
  source: "etcd docs, FAQ: What does the etcd warning “failed to send out heartbeat on time” mean?",
  essential: false,
  judge: overMembers("how quick the disks are", (members) =>
    judgeLatency(members, {
      what: "how quick the disks are",
      verb: "fsync its log",
      headline: (count) => `${countMembers(count)} ${count === 1 ? "is" : "are"} slow to write`,
      limitMs: fsyncLimitMs,
      failingMs: fsyncFailingMs,
      read: ({ fsyncP99Ms }) => fsyncP99Ms,
      advice: diskAdvice,
    }),
  ),
};

export const commitRule: Rule = {
  id: "commit",
  chip: "commits",
  threshold: "99 of 100 commits of the database take more than 25 ms",
  source: "etcd docs, FAQ: What does the etcd warning “apply entries took too long” mean?",
  essential: false,
  judge: overMembers("how quickly the databases commit", (members) =>
    judgeLatency(members, {
      what: "how quickly the databases commit",
      verb: "commit its database",
      headline: (count) => `${countMembers(count)} ${count === 1 ? "is" : "are"} slow to commit`,
      limitMs: commitLimitMs,
      failingMs: Number.POSITIVE_INFINITY,
      read: ({ commitP99Ms }) => commitP99Ms,
      advice: diskAdvice,
    }),
  ),
};

export const peerRoundTripRule: Rule = {
  id: "peer-round-trip",
  chip: "network",
  threshold: "99 of 100 round trips between members take more than 150 ms",
  source: "etcd mixin: etcdMemberCommunicationSlow",
  essential: false,
  judge: overMembers("how quick the network between members is", (members) => {
    if (members.length === 1) return { level: "ok", sentence: "There is one member: nothing goes over the network." };
    return judgeLatency(members, {
      what: "how quick the network between members is",
      verb: "reach another member",
      headline: () => "the network between members is slow",
      limitMs: peerRoundTripLimitMs,
      failingMs: Number.POSITIVE_INFINITY,
      read: ({ peerRoundTripP99Ms }) => peerRoundTripP99Ms,
      advice: "Look at the network between the members; far-apart members need longer heartbeat and election times.",
    });
  }),
};

interface CounterRule {
  readonly what: string;
  readonly limit: number;
  readonly read: (metrics: MemberMetrics) => number | undefined;
  readonly fine: string;
  readonly headline: string;
  readonly sentence: (count: number) => string;
  readonly advice: string;
}

function judgeCounter(members: readonly MemberFacts[], rule: CounterRule): Judgement {
  const { readings, why } = readingOf(members, "window", rule.read);
  if (readings.length === 0) {
    return cannotTell(rule.what, allUnknown(members, "window") ? why : "this version does not count it");
  }
  const above = readings.filter(({ value }) => value > rule.limit);
  if (above.length === 0) return { level: "ok", sentence: rule.fine };
  return {
    level: "degraded",
    headline: rule.headline,
    sentence: rule.sentence(Math.max(...above.map(({ value }) => value))),
    advice: rule.advice,
    members: above.map(({ name }) => name),
  };
}

export const proposalsRule: Rule = {
  id: "proposals",
  chip: "proposals",
  threshold: "more than 5 proposals failed since the page is open, at most 15 minutes",
  source: "etcd docs, Monitoring: etcd3_alert.rules; Metrics: proposals_failed_total",
  essential: false,
  judge: overMembers("whether proposals fail", (members) =>
    judgeCounter(members, {
      what: "whether proposals fail",
      limit: failedProposals,
      read: ({ proposalsFailed }) => proposalsFailed,
      fine: "Proposals do not fail.",
      headline: "proposals fail",
      sentence: (count) => `${count} proposals have failed since this page is open: writes were lost to elections.`,
      advice: "Proposals fail around elections and without a quorum: look at leader and members.",
    }),
  ),
};

export const slowApplyRule: Rule = {
  id: "slow-applies",
  chip: "applying",
  threshold: "more than 1 % of the proposals, and more than 5, took over 100 ms to apply",
  source: "etcd docs, Metrics: slow_apply_total; FAQ: apply entries took too long (100 ms)",
  essential: false,
  judge: overMembers("whether applying is slow", (members) =>
    judgeCounter(members, {
      what: "whether applying is slow",
      limit: slowApplies,
      read: slowAppliesThatCount,
      fine: "Applying is quick.",
      headline: "applying is slow",
      sentence: (count) => `${count} proposals took over 100 ms to apply since this page is open.`,
      advice: "Large ranges and transactions, slow disks or a busy processor hold it up.",
    }),
  ),
};

/** Fewer say nothing: a backup or a compaction causes some. */
export const slowApplies = 5;

/** Zero, where they are at most one in a hundred of what was applied. */
function slowAppliesThatCount({ slowApplies: slow, commitsPerSecond = 0, overMs }: MemberMetrics): number | undefined {
  const applied = (commitsPerSecond * overMs) / 1000;
  return slow !== undefined && slow * 100 <= applied ? 0 : slow;
}

/** The members whose disks are slow, by name: the cards mark them. */
export function slowDisks(members: readonly MemberFacts[]): readonly string[] {
  return members.flatMap(({ member, metrics }) =>
    metrics.kind === "known" && (metrics.value.fsyncP99Ms ?? 0) > fsyncLimitMs ? [memberName(member)] : [],
  );
}
