/** Rules about what members are and hold: versions, learners, and whether all have the same data. */
import { hasStarted, memberName } from "../../model/cluster.ts";
import { formatGrouped, zeroInt64 } from "../../model/int64.ts";
import { answeringLeader, reportOf } from "./facts.ts";
import {
  aboutMembers,
  asFarAsTold,
  cannotTell,
  joinNames,
  mapKnown,
  notAsked,
  overMembers,
  readingsOf,
  type Rule,
} from "./rule.ts";

const minorOf = (version: string) => version.split(".").slice(0, 2).map(Number);

export const versionRule: Rule = {
  id: "versions",
  chip: "versions",
  threshold: "members run different minor versions; failing where they are more than one apart",
  source: "etcd docs, Upgrading: a cluster may mix one minor version with the next during an upgrade",
  essential: false,
  judge: overMembers("which versions run", (members) => {
    const { readings, missing, why } = readingsOf(members, (facts) =>
      mapKnown(reportOf(facts), ({ version }) => version),
    );
    if (readings.length === 0) return cannotTell("which versions run", why);
    const versions = [...new Set(readings.map(({ value }) => value))].toSorted();
    const minors = versions.map((version) => minorOf(version));
    const numbers = minors.map(([major = 0, minor = 0]) => major * 1000 + minor);
    const spread = Math.max(...numbers) - Math.min(...numbers);
    const target = members.flatMap(({ status }) => (status.kind === "known" ? [status.value.downgradeTarget] : []));
    const lower = target.find((each) => each !== undefined);
    const down = lower === undefined ? "" : ` A downgrade to ${lower} is in progress.`;
    if (spread === 0) {
      const who = missing.length === 0 ? "All members" : joinNames(readings.map(({ name }) => name));
      const verb = readings.length === 1 ? "runs" : "run";
      const subject = readings.length === 1 ? (readings[0]?.name ?? who) : who;
      return asFarAsTold({ level: "ok", sentence: `${subject} ${verb} ${joinNames(versions)}.${down}` }, missing);
    }
    return {
      level: spread > 1 ? "failing" : "degraded",
      headline: spread > 1 ? "versions are too far apart" : "members run different versions",
      sentence: `Members run ${joinNames(versions)}.${down}`,
      advice:
        spread > 1
          ? "etcd supports neighbouring minor versions only. Bring all members within one of each other."
          : "Finish the upgrade or downgrade, one member at a time.",
    };
  }),
};

/** Source: etcd server, readyPercentThreshold. */
export const learnerReadyShare = 0.9;

export const learnerRule: Rule = {
  id: "learners",
  chip: "learners",
  threshold: "a learner has less than 90 % of the leader's log: etcd does not promote it",
  source: "etcd docs, Learner; etcd server: readyPercentThreshold",
  essential: false,
  judge: overMembers("whether learners are ready", (members) => {
    const learners = members.filter(({ member }) => member.isLearner);
    if (learners.length === 0) return { level: "ok", sentence: "No learners." };
    const leader = answeringLeader(members);
    const index = leader?.status.kind === "known" ? Number(leader.status.value.raftIndex) : undefined;
    const behind = learners.filter(
      ({ member, status }) =>
        !hasStarted(member) ||
        (status.kind === "known" && index !== undefined && Number(status.value.raftIndex) < index * learnerReadyShare),
    );
    const names = (list: typeof learners) => joinNames(list.map(({ member }) => memberName(member)));
    if (behind.length === 0) {
      if (index === undefined) return cannotTell("whether learners are ready", "no leader reports a raft index");
      const silent = learners.filter(({ status }) => status.kind === "unknown");
      if (silent.length > 0) return cannotTell("whether learners are ready", `${names(silent)} reports no raft index`);
      return {
        level: "ok",
        sentence: `${names(learners)} is a learner and has caught up.`,
        advice: "Promote it, so that it votes.",
      };
    }
    const started = behind.some(({ member }) => hasStarted(member));
    return {
      level: "degraded",
      headline: started ? "a learner has not caught up" : "a learner has not started",
      sentence: started
        ? `${names(behind)} is a learner that has not caught up with the leader.`
        : `${names(behind)} is a learner that has not started.`,
      advice: "Start it with the command from its plan. It does not vote until it is promoted.",
      ...aboutMembers(behind),
    };
  }),
};

export const sameDataRule: Rule = {
  id: "same-data",
  chip: "same data",
  threshold: "two members with the same compaction behind them have different hashes of the same revision",
  source: "etcd docs, Data corruption; etcdutl hashkv",
  essential: false,
  judge: ({ hashes, members }) => {
    if (hashes === undefined) return notAsked("Not compared yet.");
    const nameOf = (id: string) => {
      const found = members.kind === "known" ? members.value.find(({ member }) => member.id === id) : undefined;
      return found === undefined ? `member ${BigInt(id).toString(16)}` : memberName(found.member);
    };
    const told = hashes.byMember.flatMap(({ memberId, hash }) =>
      hash.kind === "known" ? [{ name: nameOf(memberId), ...hash.value }] : [],
    );
    const at = formatGrouped(hashes.revision);
    if (told.length < 2 && hashes.byMember.length > 1) {
      const failed = hashes.byMember.find(({ hash }) => hash.kind === "unknown")?.hash;
      return cannotTell(
        "whether every member holds the same data",
        failed?.kind === "unknown" ? failed.why : "fewer than two members reported a hash",
      );
    }
    // Hashes of different compactions leave different revisions out, and say nothing about one another.
    const groups = Map.groupBy(told, ({ compactRevision }) => (compactRevision === "-1" ? zeroInt64 : compactRevision));
    const split = [...groups.values()].find((group) => new Set(group.map(({ hash }) => hash)).size > 1);
    if (split !== undefined) {
      const odd = oddOnes(split);
      return {
        level: "failing",
        headline: "members hold different data",
        sentence: `${joinNames(odd)} ${odd.length === 1 ? "differs" : "differ"} from the other members at revision ${at}.`,
        advice: "Stop writes, save a snapshot of a correct member, then replace the wrong one.",
        members: odd,
      };
    }
    if (groups.size > 1) {
      return cannotTell("whether every member holds the same data", "they have compacted to different revisions");
    }
    const silent = hashes.byMember.flatMap(({ memberId, hash }) => (hash.kind === "unknown" ? [nameOf(memberId)] : []));
    const who = silent.length > 0 ? `${joinNames(told.map(({ name }) => name))} hold` : "All members hold";
    return asFarAsTold(
      {
        level: "ok",
        sentence:
          told.length === 1
            ? `One member: nothing to compare at revision ${at}.`
            : `${who} the same data at revision ${at}.`,
      },
      silent,
    );
  },
};

/** Those that are not of the largest group with one hash. */
function oddOnes(told: readonly { readonly name: string; readonly hash: number }[]): readonly string[] {
  const groups = [...Map.groupBy(told, ({ hash }) => hash).values()].toSorted((a, b) => b.length - a.length);
  return groups.slice(1).flatMap((group) => group.map(({ name }) => name));
}
