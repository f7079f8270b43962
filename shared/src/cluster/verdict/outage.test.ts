import { describe, expect, test } from "vitest";
import { clusterOf, factsOf } from "../../../test/cluster-facts.ts";
import { down, finding, idle, level } from "../../../test/cluster-outage.ts";
import { zeroInt64 } from "../../model/int64.ts";
import { known, unknown } from "./facts.ts";
import { judge } from "./verdict.ts";

describe("an outage", () => {
  const alone = { status: { leader: zeroInt64 } };

  test("of one member names it, and what losing one more means", () => {
    const verdict = judge(clusterOf({}, {}, down));
    expect(verdict.headline).toBe("Degraded: m2 is down. Losing one more stops writes.");
    expect(verdict.groups).toMatchObject([
      {
        level: "degraded",
        title: "m2 does not answer",
        detail: "It does not answer.",
        next: "Check m2's host, its log and the network to it. If it is lost, replace it.",
        effects: [{ sentence: "Quorum: 2 of 3, tolerates no further failure." }],
      },
      // It runs 3.5.30.
      { level: "notice" },
    ]);
  });

  test("of two of three leaves nothing that they did not tell as well", () => {
    const facts = clusterOf(alone, down, down);
    expect(judge(facts).headline).toBe("Failing: m1 and m2 are down. No quorum.");
    for (const id of ["alarms", "versions", "peer-round-trip", "raft-lag", "space", "fsync", "proposals"]) {
      expect([id, level(facts, id)]).toEqual([id, "unknown"]);
    }
    expect(finding(facts, "versions")?.sentence).toBe("m0 runs 3.5.30. Not known: m1 and m2.");
    expect(judge(facts).sentence).not.toContain("No alarms");
    // What one tells that hears from no leader is old.
    expect(finding(facts, "alarms")?.sentence).toContain("no member that answers has a leader");
    expect(finding(clusterOf({}, {}, down), "alarms")?.sentence).toBe("No alarms on m0 and m1. Not known: m2.");
  });

  test("whose consequences are told after it, without advice of their own", () => {
    const failing = { metrics: { proposalsFailed: 41 }, pace: { peerRoundTrip: { slow: true, p99Ms: 3211 } } };
    const verdict = judge(clusterOf(failing, {}, down));
    expect(verdict.headline).toBe("Degraded: m2 is down. Losing one more stops writes.");
    const [away] = verdict.groups;
    expect(away?.effects.map(({ rule }) => rule.id)).toEqual(["quorum", "proposals", "peer-round-trip"]);
    expect(away?.next).not.toMatch(/Proposals|network between members/);
    // Unless nobody is away.
    const unrelated = judge(clusterOf(failing)).groups.filter(({ level: each }) => each === "degraded");
    expect(unrelated.map(({ root }) => root.rule.id)).toEqual(["proposals", "peer-round-trip"]);
  });

  test("that takes the leader along is failing until there is another", () => {
    expect(judge(clusterOf(down, alone, alone))).toMatchObject({
      level: "failing",
      headline: "Failing: no leader",
    });
    expect(finding(clusterOf(down, {}, {}), "leader")?.sentence).toContain("m0 is named as leader and does not answer");
  });

  test("failed proposals are told as the counter tells them", () => {
    const since = new Date(2026, 10, 29, 12, 41).getTime();
    const facts = clusterOf({ metrics: { proposalsFailed: 41 }, facts: { windowSinceMs: since } });
    expect(finding(facts, "proposals")).toMatchObject({
      sentence: "m0: 41 proposals failed since 12:41; their writes may or may not have been applied.",
      members: ["m0"],
    });
    expect(finding(clusterOf({ metrics: { proposalsFailed: 5 } }), "proposals")?.sentence).toBe(
      "5 proposals failed so far.",
    );
    expect(finding(clusterOf({ metrics: { slowApplies: 6, commitsPerSecond: 10 } }), "slow-applies")?.sentence).toBe(
      "6 proposals took over 100 ms to apply so far.",
    );
  });
});

describe("a member that was added and never started", () => {
  test("is not taken for one that may run", () => {
    const four = { members: known([factsOf(0), factsOf(1), factsOf(2), factsOf(3, idle)]), alarms: known([]) };
    expect(judge(four)).toMatchObject({
      level: "degraded",
      headline: "Degraded: member d has not started. Losing one more stops writes.",
    });
    expect(judge(four).groups[0]).toMatchObject({
      title: "Member d has not started",
      next: "Start member d, or remove it.",
    });
    expect(finding(four, "reach")?.sentence).toBe("Member d has not started.");
    expect(finding(four, "versions")?.sentence).toBe("All members run 3.5.30.");
    // One of the first that was never started has a name already.
    const named = { ...idle, member: { clientUrls: [] } };
    expect(judge(clusterOf({}, {}, named)).headline).toBe(
      "Degraded: m2 has not started. Losing one more stops writes.",
    );
    expect(judge(clusterOf({}, down, idle)).headline).toBe("Failing: m1 is down, member c has not started. No quorum.");
  });

  test("is told by the rule about learners, where it is one", () => {
    const newcomer = { ...idle, member: { ...idle.member, isLearner: true } };
    expect(finding(clusterOf({}, {}, newcomer), "reach")).toMatchObject({
      level: "ok",
      sentence: "All 2 members are up. Member c has not started.",
    });
    expect(finding(clusterOf({}, {}, newcomer), "learners")?.headline).toBe("a learner has not started");
  });
});

const denied = (metrics: object) => ({ facts: { status: unknown("etcd says: permission denied") }, metrics });

describe("a user who may not ask for the status", () => {
  const told = { version: "3.5.30", dbBytes: 1000, dbInUseBytes: 500, quotaBytes: 2000, hasLeader: true };
  const facts = clusterOf(denied({ ...told, isLeader: true }), denied(told), denied(told));

  test("is told what the metrics hold: version, database and leader", () => {
    expect(finding(facts, "versions")?.sentence).toBe("All members run 3.5.30.");
    expect(finding(facts, "leader")?.sentence).toBe("m0 leads.");
    expect(finding(facts, "space")?.sentence).toBe("Database: at most 50 % of the quota.");
    expect(level(clusterOf(denied({ hasLeader: false }), denied({ hasLeader: false })), "leader")).toBe("degraded");
  });

  test("and not what they do not: alarms", () => {
    expect(level({ ...facts, alarms: unknown("etcd says: permission denied") }, "alarms")).toBe("unknown");
  });
});
