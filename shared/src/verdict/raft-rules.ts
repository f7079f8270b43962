/** Rules about who votes, who leads and who follows how closely. */
import { failuresTolerated, memberName, quorumOf } from "../cluster.ts";
import { formatGrouped, subtractInt64, zeroInt64 } from "../int64.ts";
import { isAlive, votersOf, type MemberFacts } from "./facts.ts";
import { cannotTell, countMembers, joinNames, overMembers, readingsOf, type Judgement, type Rule } from "./rule.ts";

const names = (members: readonly MemberFacts[]) => members.map(({ member }) => memberName(member));

export const quorumRule: Rule = {
  id: "quorum",
  chip: "quorum",
  threshold: "fewer voting members run than a majority; or exactly a majority, so that none may fail",
  source: "etcd docs, FAQ: What is failure tolerance?",
  essential: true,
  judge: overMembers("whether there is a quorum", (members) => {
    const voters = votersOf(members);
    const alive = voters.filter((voter) => isAlive(voter, members) === true);
    const maybe = voters.filter((voter) => isAlive(voter, members) === undefined);
    const needed = quorumOf(voters.length);
    if (alive.length < needed) {
      if (alive.length + maybe.length >= needed) return judgeByLeader(members, names(maybe));
      return {
        level: "failing",
        headline: "there is no quorum",
        sentence: `${alive.length} of ${voters.length} voting members run, ${needed} are needed: nothing can be written, and only serializable reads are answered.`,
        advice:
          "Bring members back with the data that they have. Where a majority is lost for good, restore a snapshot, or start one survivor with --force-new-cluster.",
        members: names(voters.filter((voter) => !alive.includes(voter))),
      };
    }
    if (voters.length === 1) {
      return { level: "ok", sentence: "One voting member: quorum 1 of 1, no failure is survived." };
    }
    if (maybe.length > 0) {
      const sentence = `Quorum ${alive.length} of ${voters.length} at least: ${joinNames(names(maybe))} cannot be asked from here.`;
      return { level: "ok", sentence };
    }
    const left = alive.length - needed;
    const survives = left === 0 ? "survives no further failure" : `survives ${left} failure${left === 1 ? "" : "s"}`;
    const sentence = `Quorum ${alive.length} of ${voters.length}, ${survives}.`;
    return left === 0 && failuresTolerated(voters.length) > 0
      ? {
          level: "degraded",
          headline: "no further member may fail",
          sentence,
          advice: "Bring the missing members back, or replace them, one at a time.",
        }
      : { level: "ok", sentence };
  }),
};

/** A member that knows a leader hears from it, and a leader steps down without a quorum (etcd's raft: CheckQuorum). */
function judgeByLeader(members: readonly MemberFacts[], unseen: readonly string[]): Judgement {
  const led = members.some(({ status }) => status.kind === "known" && status.value.leader !== zeroInt64);
  if (!led) return cannotTell("whether there is a quorum", `${joinNames(unseen)} cannot be asked from here`);
  return { level: "ok", sentence: `There is a leader, so a quorum; ${joinNames(unseen)} cannot be asked from here.` };
}

export const reachRule: Rule = {
  id: "reach",
  chip: "members",
  threshold: "a member does not run, or does not answer in time",
  source: "etcd mixin: etcdMembersDown",
  essential: true,
  judge: overMembers("whether every member runs", (members) => {
    const down = members.filter((facts) => isAlive(facts, members) === false);
    const unsure = members.filter((facts) => isAlive(facts, members) === undefined);
    if (down.length > 0) {
      const verb = down.length === 1 ? "does" : "do";
      return {
        level: "degraded",
        headline: `${countMembers(down.length)} ${verb} not answer`,
        sentence: `${joinNames(names(down))} ${verb} not answer.`,
        advice: "Look at that machine and at etcd's log there; the network between may be cut as well.",
        members: names(down),
      };
    }
    const started = unsure.filter(({ member }) => member.name !== "");
    if (started.length === 0 && unsure.length > 0) {
      const verb = unsure.length === 1 ? "has" : "have";
      return { level: "ok", sentence: `${joinNames(names(unsure))} ${verb} not been started yet; the others answer.` };
    }
    if (unsure.length > 0) {
      return cannotTell("whether every member runs", `${joinNames(names(unsure))} cannot be asked from here`);
    }
    return { level: "ok", sentence: `All ${countMembers(members.length).replace(/^one member$/, "members")} answer.` };
  }),
};

export const leaderRule: Rule = {
  id: "leader",
  chip: "leader",
  threshold: "a member that answers knows no leader, or not the same one as the others",
  source: "etcd docs, Metrics: has_leader; etcd mixin: etcdNoLeader",
  essential: true,
  judge: overMembers("whether there is a leader", (members) => {
    const told = members.flatMap(({ member, status }) =>
      status.kind === "known" ? [{ member, ...status.value }] : [],
    );
    if (told.length === 0) {
      const why = members.find(({ status }) => status.kind === "unknown")?.status;
      return cannotTell("whether there is a leader", why?.kind === "unknown" ? why.why : "no member tells");
    }
    const without = told.filter(({ leader }) => leader === zeroInt64);
    const leaders = new Set(told.map(({ leader }) => leader));
    leaders.delete(zeroInt64);
    if (leaders.size === 0) {
      return {
        level: "failing",
        headline: "there is no leader",
        sentence: "No member that answers knows a leader: nothing can be written.",
        advice: "An election takes a second or two. If it stays so, there is no quorum: look at members and network.",
      };
    }
    if (without.length > 0 || leaders.size > 1) {
      const subjects = (without.length > 0 ? without : told).map(({ member }) => memberName(member));
      return {
        level: "degraded",
        headline:
          without.length > 0
            ? `${countMembers(without.length)} ${without.length === 1 ? "has" : "have"} no leader`
            : "members disagree on the leader",
        sentence:
          without.length > 0
            ? `${joinNames(subjects)} ${without.length === 1 ? "knows" : "know"} no leader.`
            : `${joinNames(subjects)} take different members for the leader: an election is under way.`,
        advice: "Wait for the election to end. If it stays so, the network to that member is cut.",
        members: subjects,
      };
    }
    const [id] = leaders;
    const leader = members.find(({ member }) => member.id === id);
    return {
      level: "ok",
      sentence: leader === undefined ? "There is a leader." : `${memberName(leader.member)} leads.`,
    };
  }),
};

/** etcd's mixin looks at so many leader changes within 15 minutes. */
export const unstableLeaderChanges = 4;

export const leaderStabilityRule: Rule = {
  id: "leader-stability",
  chip: "stable leader",
  threshold: `${unstableLeaderChanges} leader changes or more within 15 minutes`,
  source: "etcd mixin: etcdHighNumberOfLeaderChanges",
  essential: false,
  judge: overMembers("whether the leader is stable", (members) => {
    const { readings, why } = readingsOf(members, ({ window }) =>
      window.kind === "known" ? { kind: "known", value: window.value.leaderChanges } : window,
    );
    if (readings.length === 0) return cannotTell("whether the leader is stable", why);
    const changes = Math.max(...readings.map(({ value }) => value));
    if (changes < unstableLeaderChanges) {
      const seen = changes === 0 ? "no leader change" : `${changes} leader change${changes === 1 ? "" : "s"}`;
      return { level: "ok", sentence: `There was ${seen} since this page is open.` };
    }
    return {
      level: "degraded",
      headline: "the leader keeps changing",
      sentence: `The leader has changed ${changes} times within 15 minutes.`,
      advice: "Slow disks, a busy processor or a poor network let heartbeats come late: look at fsync and round trip.",
    };
  }),
};

/** Beyond it a follower that restarts needs a snapshot (DefaultSnapshotCatchUpEntries), and applying is refused. */
export const raftLagEntries = 5000;

export const raftLagRule: Rule = {
  id: "raft-lag",
  chip: "raft",
  threshold: `a member is ${formatGrouped(raftLagEntries)} entries or more behind the leader, or behind with applying`,
  source: "etcd server: DefaultSnapshotCatchUpEntries, maxGapBetweenApplyAndCommitIndex",
  essential: false,
  judge: overMembers("whether members keep up", (members) => {
    const told = members.flatMap(({ member, status }) =>
      status.kind === "known" ? [{ member, ...status.value }] : [],
    );
    if (told.length === 0) return cannotTell("whether members keep up", "no member tells its raft index");
    const highest = told.reduce((most, { raftIndex }) => (BigInt(raftIndex) > most ? BigInt(raftIndex) : most), 0n);
    const late = told.flatMap(({ member, raftIndex, raftAppliedIndex }) => {
      const behind = highest - BigInt(raftIndex);
      const unapplied = raftAppliedIndex === undefined ? 0n : subtractInt64(raftIndex, raftAppliedIndex);
      const entries = Number(behind > unapplied ? behind : unapplied);
      return entries >= raftLagEntries ? [{ name: memberName(member), entries }] : [];
    });
    if (late.length === 0) return { level: "ok", sentence: "Every member that answers keeps up with the leader." };
    return {
      level: "degraded",
      headline: `${countMembers(late.length)} ${late.length === 1 ? "lags" : "lag"} behind`,
      sentence: `${late.map(({ name, entries }) => `${name} is ${formatGrouped(entries)} entries behind`).join(", ")}.`,
      advice: "It may be catching up after a restart. If it does not, its disk or network is too slow.",
      members: late.map(({ name }) => name),
    };
  }),
};
