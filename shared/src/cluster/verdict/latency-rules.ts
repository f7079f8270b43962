/** Rules about how quickly things are done: the log, the database, the network between members. */
import { hasStarted } from "../../model/cluster.ts";
import { formatMs } from "../../model/time-text.ts";
import type { LatencyFamily } from "../metrics/member-metrics.ts";
import { isAlive, type MemberFacts } from "./facts.ts";
import { isMeasured, latencyHoldMs, latencyWindowMs, type Latency, type LatencyLimit } from "./latency.ts";
import {
  asFarAsTold,
  cannotTell,
  joinNames,
  mapKnown,
  namesOf,
  notAsked,
  overMembers,
  readingsOf,
  type Judgement,
  type Reading,
  type Rule,
} from "./rule.ts";

/** What is judged slow, for each thing that is measured. */
export const latencyLimits: Readonly<Record<LatencyFamily, LatencyLimit>> = {
  /** etcd docs, FAQ: "p99 duration should be less than 10ms"; etcd mixin: etcdHighFsyncDurations, critical from 1 s. */
  fsync: { limitMs: 10, failingMs: 1000, leastCount: 100 },
  /** etcd docs, FAQ: "p99 duration should be less than 25ms". */
  commit: { limitMs: 25, failingMs: Number.POSITIVE_INFINITY, leastCount: 100 },
  /** etcd mixin: etcdMemberCommunicationSlow. etcd measures twice a minute and peer (rafthttp, probing_status.go). */
  peerRoundTrip: { limitMs: 150, failingMs: Number.POSITIVE_INFINITY, leastCount: 4 },
};

const minutes = (ms: number) => `${ms / 60_000} minutes`;
const held = `for ${minutes(latencyHoldMs)}`;

interface LatencyRule {
  readonly family: LatencyFamily;
  /** Completes "Cannot tell …". */
  readonly what: string;
  /** etcd's name for it: `WAL fsync p99`. */
  readonly figure: string;
  readonly unit: string;
  readonly headline: (names: readonly string[]) => string;
  readonly advice: string;
}

function judgeLatency(members: readonly MemberFacts[], rule: LatencyRule): Judgement {
  const limit = latencyLimits[rule.family];
  const { readings, missing, why } = readingsOf(members, ({ pace }) => mapKnown(pace, (told) => told[rule.family]));
  if (readings.length === 0) return cannotTell(rule.what, why);
  const slow = readings.filter(({ value }) => value.slow);
  if (slow.length > 0) {
    const names = slow.map(({ name }) => name);
    const highest = Math.max(...slow.map(({ value }) => value.p99Ms ?? 0));
    const starts = slow.flatMap(({ value }) => (value.slowSinceMs === undefined ? [] : [value.slowSinceMs]));
    return {
      level: highest >= limit.failingMs ? "failing" : "degraded",
      headline: rule.headline(names),
      sentence: `${rule.figure}: ${figuresOf(slow)} (limit ${limit.limitMs} ms).`,
      advice: rule.advice,
      members: names,
      ...(starts.length === 0 ? {} : { sinceMs: Math.min(...starts) }),
    };
  }
  const measured = readings.filter(({ value }) => isMeasured(value, limit));
  if (measured.length === 0) {
    const most = Math.max(...readings.map(({ value }) => value.count));
    return notAsked(
      `${rule.figure}: too few ${rule.unit} to judge, ${most} of ${limit.leastCount} in ${minutes(latencyWindowMs)}.`,
    );
  }
  const above = measured.filter(({ value }) => (value.p99Ms ?? 0) > limit.limitMs);
  const highest = Math.max(...measured.map(({ value }) => value.p99Ms ?? 0));
  const sentence =
    above.length > 0
      ? `${rule.figure}: ${figuresOf(above)}, above ${limit.limitMs} ms, but not yet ${held}.`
      : `${rule.figure}: at most ${formatMs(highest)} (limit ${limit.limitMs} ms).`;
  return asFarAsTold({ level: "ok", sentence }, missing);
}

const figuresOf = (readings: readonly Reading<Latency>[]) =>
  joinNames(readings.map(({ name, value }) => `${formatMs(value.p99Ms ?? 0)} on ${name}`));

const diskAdvice = "Give etcd a disk of its own (SSD). Check what else writes to it: ionice, fio, iostat.";
const whose = (names: readonly string[], one: string, many: string) =>
  `the ${names.length === 1 ? one : many} of ${joinNames(names)} ${names.length === 1 ? "is" : "are"} slow`;

export const fsyncRule: Rule = {
  id: "fsync",
  chip: "disk latency",
  threshold: `WAL fsync p99 above 10 ms ${held}; failing from 1 s`,
  source: "etcd docs, FAQ: What does the etcd warning “failed to send out heartbeat on time” mean?",
  essential: false,
  judge: overMembers("how quick the disks are", (members) =>
    judgeLatency(members, {
      family: "fsync",
      what: "how quick the disks are",
      figure: "WAL fsync p99",
      unit: "writes",
      headline: (names) => whose(names, "disk", "disks"),
      advice: diskAdvice,
    }),
  ),
};

export const commitRule: Rule = {
  id: "commit",
  chip: "commits",
  threshold: `backend commit p99 above 25 ms ${held}`,
  source: "etcd docs, FAQ: What does the etcd warning “apply entries took too long” mean?",
  essential: false,
  judge: overMembers("how quickly the databases commit", (members) =>
    judgeLatency(members, {
      family: "commit",
      what: "how quickly the databases commit",
      figure: "Backend commit p99",
      unit: "commits",
      headline: (names) => whose(names, "database", "databases"),
      advice: diskAdvice,
    }),
  ),
};

export const peerRoundTripRule: Rule = {
  id: "peer-round-trip",
  chip: "network",
  threshold: `peer round trip p99 above 150 ms ${held}`,
  source: "etcd mixin: etcdMemberCommunicationSlow",
  essential: false,
  judge: overMembers("how quick the network between members is", (members) => {
    if (members.length === 1) return { level: "ok", sentence: "One member: no network between members." };
    const judged = judgeLatency(members, {
      family: "peerRoundTrip",
      what: "how quick the network between members is",
      figure: "Peer round trip p99",
      unit: "round trips",
      headline: () => "the network between members is slow",
      advice: "Check the network between members. Members far apart need longer heartbeat and election times.",
    });
    // What was measured before a member fell silent says nothing of the way to it.
    const silent = members.filter((facts) => hasStarted(facts.member) && isAlive(facts, members) !== true);
    const reached = members.filter((facts) => isAlive(facts, members) === true).length;
    if (silent.length > 0 && (judged.unasked === true || reached === 1)) {
      return cannotTell("how quick the network between members is", `${joinNames(namesOf(silent))} cannot be reached`);
    }
    return asFarAsTold(judged, judged.level === "ok" ? namesOf(silent) : []);
  }),
};
