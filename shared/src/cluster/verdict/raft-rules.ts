/** Rules about who votes, who leads and who follows how closely. */
import { withoutFullStop } from "../../model/failure.ts";
import { failuresTolerated, hasStarted, memberName, quorumOf } from "../../model/cluster.ts";
import { formatGrouped, subtractInt64, zeroInt64 } from "../../model/int64.ts";
import { answeringLeader, isAlive, lagOf, reportOf, votersOf, type MemberFacts } from "./facts.ts";
import {
  aboutMembers,
  asFarAsTold,
  cannotTell,
  countMembers,
  joinNames,
  mapKnown,
  namesOf,
  overMembers,
  readingsOf,
  type Judgement,
  type Rule,
} from "./rule.ts";

/** Who is missing, as the root cause of what follows: `m2 is down`, `m1 and m2 are down, m3 has not started`. */
function describeAway(away: readonly MemberFacts[]): string {
  const down = namesOf(away.filter(({ member }) => hasStarted(member)));
  const idle = namesOf(away.filter(({ member }) => !hasStarted(member)));
  const parts = [
    ...(down.length === 0 ? [] : [`${joinNames(down)} ${down.length === 1 ? "is" : "are"} down`]),
    ...(idle.length === 0 ? [] : [`${joinNames(idle)} ${idle.length === 1 ? "has" : "have"} not started`]),
  ];
  return parts.join(", ");
}

/** What asking them brought: `Cannot connect to 10.0.0.6:2379: the connection was refused.` */
function whyAway(away: readonly MemberFacts[]): string {
  const several = away.length > 1;
  const reasons = away.flatMap(({ member, status, reach }) => {
    if (!hasStarted(member)) return several ? [] : ["It does not vote or serve requests before it is started."];
    const why = status.kind === "unknown" && reach === "down" ? status.why : "no other member is connected to it";
    return [several ? `${memberName(member)}: ${why}.` : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`];
  });
  return reasons.join(" ");
}

function adviceOnDown(down: readonly string[]): string {
  return down.length === 1
    ? `Check ${down[0]}'s host, its log and the network to it. If it is lost, replace it.`
    : `Check the hosts of ${joinNames(down)}, their logs and the network. Replace lost members one at a time.`;
}

/** A whole sentence: one that has no name yet is called `member` and its ID. */
function asSentence(text: string): string {
  return `${text.replace(/^member /, "Member ")}.`;
}

export const quorumRule: Rule = {
  id: "quorum",
  chip: "quorum",
  threshold: "no majority of the voting members is up, or losing one more ends it",
  source: "etcd docs, FAQ: What is failure tolerance?",
  essential: true,
  judge: overMembers("whether there is a quorum", (members) => {
    const voters = votersOf(members);
    const alive = voters.filter((voter) => isAlive(voter, members) === true);
    const maybe = voters.filter((voter) => isAlive(voter, members) === undefined);
    const away = voters.filter((voter) => isAlive(voter, members) === false);
    const needed = quorumOf(voters.length);
    const of = `${alive.length} of ${voters.length}`;
    if (alive.length + maybe.length < needed) {
      return {
        level: "failing",
        headline: `${describeAway(away)}. No quorum.`,
        title: "No quorum",
        sentence: `Quorum: ${of}, ${needed} needed. etcd refuses writes and answers only serializable reads.`,
        advice:
          "Restart the missing members with their data. If most are lost for good, restore a snapshot: --force-new-cluster discards what only the others had.",
        ...aboutMembers(away),
      };
    }
    if (alive.length < needed) return judgeByLeader(members, namesOf(maybe));
    if (voters.length === 1) return { level: "ok", sentence: "Quorum: 1 of 1, tolerates no failure." };
    if (maybe.length > 0) return asFarAsTold({ level: "ok", sentence: `Quorum: at least ${of}.` }, namesOf(maybe));
    const left = alive.length - needed;
    const tolerates = left === 0 ? "no further failure" : `${left} failure${left === 1 ? "" : "s"}`;
    const sentence = `Quorum: ${of}, tolerates ${tolerates}.`;
    return left === 0 && failuresTolerated(voters.length) > 0
      ? {
          level: "degraded",
          headline: `${describeAway(away)}. Losing one more stops writes.`,
          title: "Losing one more member stops writes",
          sentence,
        }
      : { level: "ok", sentence };
  }),
};

/** A member that knows a leader hears from it, and a leader steps down without a quorum (etcd's raft: CheckQuorum). */
function judgeByLeader(members: readonly MemberFacts[], unseen: readonly string[]): Judgement {
  const led = members.some((facts) => {
    const report = reportOf(facts);
    return report.kind === "known" && report.value.leader !== undefined && report.value.leader !== zeroInt64;
  });
  if (!led) return cannotTell("whether there is a quorum", `${joinNames(unseen)} cannot be asked from here`);
  return asFarAsTold({ level: "ok", sentence: "There is a leader, so a quorum." }, unseen);
}

export const reachRule: Rule = {
  id: "reach",
  chip: "members",
  threshold: "a member does not answer in time, or a voter has not started",
  source: "etcd mixin: etcdMembersDown",
  essential: true,
  judge: overMembers("whether every member runs", (members) => {
    // The rule about learners tells of those that have not started.
    const away = members.filter(
      (facts) => isAlive(facts, members) === false && (hasStarted(facts.member) || !facts.member.isLearner),
    );
    const unsure = members.filter((facts) => isAlive(facts, members) === undefined);
    if (away.length > 0) {
      const down = namesOf(away.filter(({ member }) => hasStarted(member)));
      const idle = namesOf(away.filter(({ member }) => !hasStarted(member)));
      const report = [
        ...(down.length === 0 ? [] : [`${joinNames(down)} ${down.length === 1 ? "does" : "do"} not answer.`]),
        ...(idle.length === 0
          ? []
          : [asSentence(`${joinNames(idle)} ${idle.length === 1 ? "has" : "have"} not started`)]),
      ];
      return {
        level: "degraded",
        headline: describeAway(away),
        title: withoutFullStop(report.join(" ")),
        detail: whyAway(away),
        sentence: report.join(" "),
        advice: down.length === 0 ? `Start ${joinNames(idle)}, or remove it.` : adviceOnDown(down),
        ...aboutMembers(away),
      };
    }
    if (unsure.length > 0) {
      return cannotTell("whether every member runs", `${joinNames(namesOf(unsure))} cannot be asked from here`);
    }
    const started = members.filter(({ member }) => hasStarted(member));
    const idle = namesOf(members.filter(({ member }) => !hasStarted(member)));
    const answering = `All ${countMembers(started.length).replace(/^one member$/, "members")} are up.`;
    return {
      level: "ok",
      sentence:
        idle.length === 0
          ? answering
          : `${answering} ${asSentence(describeAway(members.filter(({ member }) => !hasStarted(member))))}`,
    };
  }),
};

export const leaderRule: Rule = {
  id: "leader",
  chip: "leader",
  threshold: "a member has no leader, or another than the others",
  source: "etcd docs, Metrics: has_leader; etcd mixin: etcdNoLeader",
  essential: true,
  judge: overMembers("whether there is a leader", (members) => {
    const { readings, why } = readingsOf(members, (facts) => mapKnown(reportOf(facts), ({ leader }) => leader));
    if (readings.length === 0) return cannotTell("whether there is a leader", why);
    const without = readings.filter(({ value }) => value === zeroInt64);
    const leaders = new Set(readings.map(({ value }) => value));
    leaders.delete(zeroInt64);
    if (leaders.size === 0) {
      return {
        level: "failing",
        headline: "no leader",
        sentence: "No member that answers has a leader.",
        advice: "An election takes seconds. If this lasts, check the members and the network between them.",
      };
    }
    if (without.length > 0 || leaders.size > 1) {
      const subjects = (without.length > 0 ? without : readings).map(({ name }) => name);
      return {
        level: "degraded",
        headline:
          without.length > 0
            ? `${joinNames(subjects)} ${without.length === 1 ? "has" : "have"} no leader`
            : "members disagree on the leader",
        sentence:
          without.length > 0
            ? `${joinNames(subjects)} ${without.length === 1 ? "has" : "have"} no leader.`
            : `${joinNames(subjects)} name different leaders: an election is in progress.`,
        advice: "An election takes seconds. If this lasts, check the network to these members.",
        members: subjects,
      };
    }
    const [id] = leaders;
    const leader = members.find(({ member }) => member.id === id);
    if (leader === undefined) return { level: "ok", sentence: "There is a leader." };
    const name = memberName(leader.member);
    return isAlive(leader, members) === false
      ? cannotTell("whether there is a leader", `${name} is named as leader and does not answer`)
      : { level: "ok", sentence: `${name} leads.` };
  }),
};

/** Beyond it a follower that restarts needs a snapshot (DefaultSnapshotCatchUpEntries), and applying is refused. */
export const raftLagEntries = 5000;

export const raftLagRule: Rule = {
  id: "raft-lag",
  chip: "raft",
  threshold: `a member is ${formatGrouped(raftLagEntries)} entries or more behind the leader, or behind in applying`,
  source: "etcd server: DefaultSnapshotCatchUpEntries, maxGapBetweenApplyAndCommitIndex",
  essential: false,
  judge: overMembers("whether members keep up", (members) => {
    const { readings, missing, why } = readingsOf(members, ({ status }) => status);
    if (readings.length === 0) return cannotTell("whether members keep up", why);
    const leader = answeringLeader(members);
    if (leader === undefined) return cannotTell("whether members keep up", "no leader answers");
    const late = members.flatMap((facts) => {
      if (facts.status.kind === "unknown") return [];
      const { raftIndex, raftAppliedIndex } = facts.status.value;
      const behind = lagOf(facts, members) ?? 0n;
      const unapplied = raftAppliedIndex === undefined ? 0n : subtractInt64(raftIndex, raftAppliedIndex);
      const entries = Number(behind > unapplied ? behind : unapplied);
      return entries >= raftLagEntries ? [{ name: memberName(facts.member), entries }] : [];
    });
    // A leader does not keep up with itself.
    const followers = readings.filter(({ name }) => name !== memberName(leader.member));
    if (late.length === 0 && followers.length === 0) {
      return asFarAsTold({ level: "ok", sentence: "No followers to compare with the leader." }, missing);
    }
    if (late.length === 0) {
      const subject =
        missing.length === 0 ? "All members keep" : `${joinNames(followers.map(({ name }) => name))} keep`;
      const keeps = followers.length === 1 ? `${followers[0]?.name} keeps` : subject;
      return asFarAsTold({ level: "ok", sentence: `${keeps} up with ${memberName(leader.member)}.` }, missing);
    }
    return {
      level: "degraded",
      headline: `${joinNames(late.map(({ name }) => name))} ${late.length === 1 ? "lags" : "lag"} behind`,
      sentence: `${late.map(({ name, entries }) => `${name} is ${formatGrouped(entries)} entries behind`).join(", ")}.`,
      advice: "It may be catching up after a restart. If this lasts, check its disk and network.",
      members: late.map(({ name }) => name),
    };
  }),
};
