import { describe, expect, test } from "vitest";
import { clusterOf, idOf } from "../../../test/cluster-facts.ts";
import { down } from "../../../test/cluster-outage.ts";
import { zeroInt64 } from "../../model/int64.ts";
import { known, type ClusterFacts } from "./facts.ts";
import { judge } from "./verdict.ts";

/** Root causes, each with what follows from it, without what is only worth knowing. */
const tree = (facts: ClusterFacts) =>
  judge(facts)
    .groups.filter(({ level }) => level !== "notice")
    .map(({ root, effects }) => [root.rule.id, ...effects.map(({ rule }) => rule.id)]);

const slowFsync = { pace: { fsync: { slow: true, p99Ms: 31 } } };
const slowCommit = { pace: { commit: { slow: true, p99Ms: 80 } } };
const slowBoth = { pace: { ...slowFsync.pace, ...slowCommit.pace } };

describe("findings", () => {
  test("of one member stand below what causes them on that member", () => {
    expect(tree(clusterOf({}, slowBoth))).toEqual([["fsync", "commit"]]);
    expect(tree(clusterOf(slowCommit, slowFsync))).toEqual([["fsync"], ["commit"]]);
  });

  test("follow each other down to the first cause", () => {
    // Without an answer of the leader there is none; proposals fail for it.
    const alone = { status: { leader: zeroInt64 } };
    const failing = { ...alone, metrics: { proposalsFailed: 9 } };
    expect(tree(clusterOf(failing, alone, down))).toEqual([["reach", "quorum", "leader", "proposals"]]);
    // The members answer, and the leader is their own trouble.
    expect(tree(clusterOf(failing, alone, alone))).toEqual([["leader", "proposals"]]);
    // What waits for a leader is applied late.
    const waiting = { ...failing, metrics: { ...failing.metrics, slowApplies: 900 } };
    expect(tree(clusterOf(waiting, alone, down))).toEqual([["reach", "quorum", "leader", "proposals", "slow-applies"]]);
    expect(tree(clusterOf(waiting, alone, alone))).toEqual([["leader", "proposals", "slow-applies"]]);
    expect(tree(clusterOf({ metrics: { slowApplies: 900 } }, {}, down))).toEqual([
      ["reach", "quorum"],
      ["slow-applies"],
    ]);
    const restless = { metrics: { leaderChanges: 9 }, pace: slowFsync.pace };
    expect(tree(clusterOf(restless))).toEqual([["fsync", "leader-stability"]]);
  });

  test("that are worse come first, whatever the order of the rules", () => {
    const raised = known([{ memberId: idOf(0), type: "NOSPACE" as const }]);
    const full = { metrics: { quotaBytes: 1024 ** 3 } };
    expect(tree({ ...clusterOf(full, {}, down), alarms: raised })).toEqual([
      ["alarms", "space"],
      ["reach", "quorum"],
    ]);
    expect(judge({ ...clusterOf(full, {}, down), alarms: raised }).headline).toBe("Failing: m0 is out of space");
  });

  test("take the next step of the worst of them", () => {
    const [group] = judge(clusterOf({}, down, down)).groups;
    expect(group).toMatchObject({
      level: "failing",
      title: "m1 and m2 do not answer",
      next: expect.stringMatching(/^Restart the missing members with their data\./),
    });
    expect(group?.effects.map(({ sentence }) => sentence)).toContain(
      "Quorum: 1 of 3, 2 needed. etcd refuses writes and answers only serializable reads.",
    );
  });

  test("are called as a title is written", () => {
    expect(judge(clusterOf(slowFsync)).groups[0]?.title).toBe("The disk of m0 is slow");
    const lagging = { status: { raftAppliedIndex: zeroInt64 } };
    expect(judge(clusterOf({}, lagging)).groups[0]?.title).toBe("m1 lags behind");
  });
});

const titleOf = (facts: ClusterFacts) => judge(facts).groups[0]?.title;

test("a title writes a name as it is, and begins with a capital where it is none", () => {
  expect(titleOf(clusterOf({}, {}, { ...down, member: { name: "member 2" } }))).toBe("member 2 does not answer");
  const onAll = { ...clusterOf(), alarms: known([{ memberId: zeroInt64, type: "NOSPACE" as const }]) };
  expect(titleOf(onAll)).toBe("The cluster is out of space");
});
