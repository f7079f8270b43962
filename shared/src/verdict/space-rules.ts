/** Rules about space: alarms, quota and fragmentation. */
import { memberName, type MemberStatus } from "../cluster.ts";
import type { Known, MemberFacts } from "./facts.ts";
import { cannotTell, countMembers, joinNames, overMembers, readingsOf, type Rule } from "./rule.ts";

export const alarmRule: Rule = {
  id: "alarms",
  chip: "no alarms",
  brokenChip: "alarm",
  threshold: "any alarm is raised",
  source: "etcd docs, Maintenance: Space quota; Data corruption",
  essential: true,
  judge: ({ alarms, members }) => {
    if (alarms.kind === "unknown") return cannotTell("whether alarms are raised", alarms.why);
    const raised = alarms.value.filter(({ type }) => type !== "NONE");
    if (raised.length === 0) return { level: "ok", sentence: "No alarms." };
    const nameOf = (id: string) => {
      const found = members.kind === "known" ? members.value.find(({ member }) => member.id === id) : undefined;
      return found === undefined ? `member ${BigInt(id).toString(16)}` : memberName(found.member);
    };
    const corrupt = raised.filter(({ type }) => type === "CORRUPT");
    const subjects = (corrupt.length > 0 ? corrupt : raised).map(({ memberId }) => nameOf(memberId));
    return corrupt.length > 0
      ? {
          level: "failing",
          headline: "data is corrupt",
          sentence: `The alarm CORRUPT is raised on ${joinNames(subjects)}: its data differs from the others'.`,
          advice: "Take a snapshot of a healthy member, then replace the corrupt one. Do not disarm before.",
          members: subjects,
        }
      : {
          level: "failing",
          headline: "a member is out of space",
          sentence: `The alarm NOSPACE is raised on ${joinNames(subjects)}: etcd refuses every write but deletes.`,
          advice:
            "Compact history, defragment each member, then disarm the alarm; the plans below do it in that order.",
          members: subjects,
        };
  },
};

/** The quota of a member in bytes: its status tells it from 3.6 on, its metrics on every version. */
export function quotaOf({ status, metrics }: Pick<MemberFacts, "status" | "metrics">): number | undefined {
  if (status.kind === "known" && status.value.dbSizeQuota !== undefined) return Number(status.value.dbSizeQuota);
  const quota = metrics.kind === "known" ? metrics.value.quotaBytes : undefined;
  return quota === undefined || quota <= 0 ? undefined : quota;
}

/** Milliseconds until the database reaches its quota, at the pace since the page is open; undefined: never. */
export function timeToFullMs(facts: MemberFacts): number | undefined {
  const quota = quotaOf(facts);
  const size = facts.status.kind === "known" ? Number(facts.status.value.dbSize) : undefined;
  const paced = facts.window.kind === "known" ? facts.window.value : undefined;
  if (quota === undefined || size === undefined || paced?.dbGrowthBytes === undefined) return undefined;
  if (paced.dbGrowthBytes <= 0 || paced.overMs < shortestPaceMs) return undefined;
  return Math.max(0, ((quota - size) / paced.dbGrowthBytes) * paced.overMs);
}

/** etcd takes space in steps: a pace over less time says little. */
const shortestPaceMs = 60_000;

export const fullShare = 0.95;
const soonFullMs = 4 * 3_600_000;

const withStatus = (
  facts: MemberFacts,
  read: (status: MemberStatus) => number | undefined,
): Known<number | undefined> =>
  facts.status.kind === "known" ? { kind: "known", value: read(facts.status.value) } : facts.status;

export const spaceRule: Rule = {
  id: "space",
  chip: "space",
  threshold: "the database has 95 % of its quota or more, or reaches it within 4 hours at the present pace",
  source: "etcd mixin: etcdDatabaseQuotaLowSpace, etcdExcessiveDatabaseGrowth",
  essential: false,
  judge: overMembers("how much space is left", (members) => {
    const { readings, why } = readingsOf(members, (facts) =>
      withStatus(facts, ({ dbSize }) => {
        const quota = quotaOf(facts);
        return quota === undefined ? undefined : Number(dbSize) / quota;
      }),
    );
    if (readings.length === 0) {
      return cannotTell("how much space is left", why === "it is not told" ? "no member tells its quota" : why);
    }
    const full = readings.filter(({ value }) => value >= fullShare);
    const advice = "Compact history and defragment, delete what is not needed, or raise --quota-backend-bytes.";
    if (full.length > 0) {
      return {
        level: "failing",
        headline: "a database is nearly full",
        sentence: `The database of ${joinNames(full.map(({ name }) => name))} has ${Math.round(Math.max(...full.map(({ value }) => value)) * 100)} % of its quota.`,
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
        headline: "a database will soon be full",
        sentence: `At the present pace ${joinNames(soon.map(({ name }) => name))} reaches its quota in ${minutes} minutes.`,
        advice,
        members: soon.map(({ name }) => name),
      };
    }
    return {
      level: "ok",
      sentence: `At most ${Math.ceil(Math.max(...readings.map(({ value }) => value)) * 100)} % of the quota is taken.`,
    };
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
    const { readings, why } = readingsOf(members, (facts) =>
      withStatus(facts, ({ dbSize, dbSizeInUse }) => {
        if (dbSizeInUse === undefined || dbSize === "0") return undefined;
        return Number(dbSizeInUse) > fragmentedBytes ? Number(dbSizeInUse) / Number(dbSize) : 1;
      }),
    );
    if (readings.length === 0) return cannotTell("how fragmented the databases are", why);
    const fragmented = readings.filter(({ value }) => value < fragmentedShare);
    if (fragmented.length === 0) return { level: "ok", sentence: "No database is much larger than what it holds." };
    const subjects = fragmented.map(({ name }) => name);
    return {
      level: "degraded",
      headline: `${countMembers(fragmented.length)} should be defragmented`,
      sentence: `More than half of the database of ${joinNames(subjects)} is free space that the disk does not get back.`,
      advice: "Defragment, followers first: each member stands still while it does.",
      members: subjects,
    };
  }),
};
