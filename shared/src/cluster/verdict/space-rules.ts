/** Rules about space: alarms, quota and fragmentation. */
import { alarmSubject, memberName, type Alarm } from "../../model/cluster.ts";
import { zeroInt64 } from "../../model/int64.ts";
import { reportOf, type ClusterFacts, type MemberFacts } from "./facts.ts";
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

export const alarmRule: Rule = {
  id: "alarms",
  chip: "no alarms",
  about: "alarms",
  brokenChip: "alarm",
  threshold: "any alarm is raised",
  source: "etcd docs, Maintenance: Space quota; Data corruption",
  essential: true,
  judge: ({ alarms, members }) => {
    if (alarms.kind === "unknown") return cannotTell("whether alarms are raised", alarms.why);
    const raised = alarms.value.filter(({ type }) => type !== "NONE");
    if (raised.length === 0) return noAlarms(members);
    const listed = members.kind === "known" ? members.value.map(({ member }) => member) : [];
    const corrupt = raised.filter(({ type }) => type === "CORRUPT");
    const told = corrupt.length > 0 ? corrupt : raised;
    const subjectsOf = (those: readonly Alarm[]) => those.map(({ memberId }) => alarmSubject(memberId, listed));
    const isNamed = ({ memberId }: Alarm) => listed.some(({ id, name }) => id === memberId && name !== "");
    const subjects = subjectsOf(told);
    const about = { members: subjects, unnamed: subjectsOf(told.filter((alarm) => !isNamed(alarm))) };
    return corrupt.length > 0
      ? {
          level: "failing",
          headline: `the data of ${joinNames(subjects)} is corrupt`,
          sentence: `Alarm CORRUPT on ${joinNames(subjects)}: its data differs from the other members.`,
          alarm: "CORRUPT",
          advice: "Save a snapshot of a healthy member, then replace the corrupt one. Disarm the alarm last.",
          ...about,
        }
      : {
          level: "failing",
          headline: `${joinNames(subjects)} ${subjects.length === 1 ? "is" : "are"} out of space`,
          sentence: `Alarm NOSPACE on ${joinNames(subjects)}: etcd refuses every write but deletes.`,
          alarm: "NOSPACE",
          advice: "Compact, defragment every member, then disarm the alarm. The Alarms plan does all three.",
          ...about,
        };
  },
};

/**
 * A member tells every alarm that it has applied, in its status. One that does not answer tells none; and one that hears
 * from no leader may not have heard of the newest.
 */
function noAlarms(members: ClusterFacts["members"]): Judgement {
  if (members.kind === "unknown") return cannotTell("whether alarms are raised", members.why);
  const { readings, missing } = readingsOf(members.value, ({ status }) => mapKnown(status, ({ leader }) => leader));
  const led = readings.filter(({ value }) => value !== zeroInt64).map(({ name }) => name);
  const cut = readings.filter(({ value }) => value === zeroInt64).map(({ name }) => name);
  const notKnown = [...missing, ...cut];
  if (notKnown.length === 0) return { level: "ok", sentence: "No alarms." };
  if (led.length === 0) return cannotTell("whether alarms are raised", "no member that answers has a leader");
  return asFarAsTold({ level: "ok", sentence: `No alarms on ${joinNames(led)}.` }, notKnown);
}

/** The quota of a member in bytes: its status tells it from 3.6 on, its metrics on every version. */
export function quotaOf({ status, metrics }: Pick<MemberFacts, "status" | "metrics">): number | undefined {
  if (status.kind === "known" && status.value.dbSizeQuota !== undefined) return Number(status.value.dbSizeQuota);
  const quota = metrics.kind === "known" ? metrics.value.quotaBytes : undefined;
  return quota === undefined || quota <= 0 ? undefined : quota;
}

/** Milliseconds until the database reaches its quota, at the pace since the page is open; undefined: never. */
export function timeToFullMs(facts: MemberFacts): number | undefined {
  const quota = quotaOf(facts);
  const report = reportOf(facts);
  const size = report.kind === "known" ? report.value.dbBytes : undefined;
  const paced = facts.window.kind === "known" ? facts.window.value : undefined;
  if (quota === undefined || size === undefined || paced?.dbGrowthBytes === undefined) return undefined;
  if (paced.dbGrowthBytes <= 0 || paced.overMs < shortestPaceMs) return undefined;
  return Math.max(0, ((quota - size) / paced.dbGrowthBytes) * paced.overMs);
}

/** etcd takes space in steps: a pace over less time says little. */
const shortestPaceMs = 60_000;

export const fullShare = 0.95;
const soonFullMs = 4 * 3_600_000;

export const spaceRule: Rule = {
  id: "space",
  chip: "space",
  threshold: "the database uses 95 % of its quota, or grows to it within 4 hours",
  source: "etcd mixin: etcdDatabaseQuotaLowSpace, etcdExcessiveDatabaseGrowth",
  essential: false,
  judge: overMembers("how much space is left", (members) => {
    const { readings, missing, why } = readingsOf(members, (facts) =>
      mapKnown(reportOf(facts), ({ dbBytes }) => {
        const quota = quotaOf(facts);
        return quota === undefined || dbBytes === undefined ? undefined : dbBytes / quota;
      }),
    );
    if (readings.length === 0) {
      return cannotTell("how much space is left", why === "it is not reported" ? "no member reports a quota" : why);
    }
    const full = readings.filter(({ value }) => value >= fullShare);
    const advice = "Compact history and defragment, delete unused keys, or raise --quota-backend-bytes.";
    if (full.length > 0) {
      return {
        level: "failing",
        headline: `the database of ${joinNames(full.map(({ name }) => name))} is nearly full`,
        sentence: `Database: ${joinNames(full.map(({ name, value }) => `${Math.floor(value * 100)} % of its quota on ${name}`))}.`,
        advice,
        members: full.map(({ name }) => name),
      };
    }
    const soon = members.flatMap((facts) => {
      const leftMs = timeToFullMs(facts);
      return leftMs !== undefined && leftMs < soonFullMs ? [{ name: memberName(facts.member), leftMs }] : [];
    });
    if (soon.length > 0) {
      const minutes = Math.max(1, Math.round(Math.min(...soon.map(({ leftMs }) => leftMs)) / 60_000));
      return {
        level: "degraded",
        headline: `the database of ${joinNames(soon.map(({ name }) => name))} will soon be full`,
        sentence: `At its current growth the database of ${joinNames(soon.map(({ name }) => name))} is full in ${minutes} min.`,
        advice,
        members: soon.map(({ name }) => name),
      };
    }
    const most = Math.ceil(Math.max(...readings.map(({ value }) => value)) * 100);
    return asFarAsTold({ level: "ok", sentence: `Database: at most ${most} % of the quota.` }, missing);
  }),
};

export const fragmentedShare = 0.5;
/** Small databases are not worth a defragmentation. */
export const fragmentedBytes: number = 100 * 1024 * 1024;

export const fragmentationRule: Rule = {
  id: "fragmentation",
  chip: "fragmentation",
  threshold: "less than half of a database holds data, and that is more than 100 MiB",
  source: "etcd mixin: etcdDatabaseHighFragmentationRatio",
  essential: false,
  judge: overMembers("how fragmented the databases are", (members) => {
    const { readings, missing, why } = readingsOf(members, (facts) =>
      mapKnown(reportOf(facts), ({ dbBytes, dbInUseBytes }) => {
        if (dbBytes === undefined || dbInUseBytes === undefined || dbBytes === 0) return undefined;
        return dbInUseBytes > fragmentedBytes ? dbInUseBytes / dbBytes : 1;
      }),
    );
    if (readings.length === 0) return cannotTell("how fragmented the databases are", why);
    const fragmented = readings.filter(({ value }) => value < fragmentedShare).map(({ name }) => name);
    if (fragmented.length === 0) {
      return asFarAsTold({ level: "ok", sentence: "No database is much larger than its data." }, missing);
    }
    return {
      level: "degraded",
      headline: `${joinNames(fragmented)} should be defragmented`,
      sentence: `More than half of the database of ${joinNames(fragmented)} is free space.`,
      advice: "Defragment, followers first. Each member is unavailable meanwhile.",
      members: fragmented,
    };
  }),
};
