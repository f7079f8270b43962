import { describe, expect, test } from "vitest";
import { clusterOf, factsOf, hashOf, idOf, gib } from "../../test/cluster-facts.ts";
import { asRevision, int64, zeroInt64 } from "../int64.ts";
import { known, unknown, type ClusterFacts } from "./facts.ts";
import { judge, rules } from "./verdict.ts";

const finding = (facts: ClusterFacts, id: string) => judge(facts).findings.find(({ rule }) => rule.id === id);
const level = (facts: ClusterFacts, id: string) => finding(facts, id)?.level;
const down = { facts: { reach: "down", status: unknown("it does not answer") } } as const;
const unseen = {
  facts: {
    reach: "unseen",
    status: unknown("it cannot be asked from here"),
    metrics: unknown("it cannot be asked from here"),
    window: unknown("it cannot be asked from here"),
  },
} as const;

test("a healthy cluster is said to be so, with its quorum", () => {
  expect(judge(clusterOf())).toMatchObject({
    level: "healthy",
    headline: "Healthy",
    sentence: "Quorum 3 of 3, survives 1 failure. No alarms.",
    advice: [],
    missing: [],
  });
});

test("one slow disk reads as in the design", () => {
  expect(judge(clusterOf({}, {}, { metrics: { fsyncP99Ms: 31 } }))).toMatchObject({
    level: "degraded",
    headline: "Degraded: one member is slow to write",
    sentence:
      "Quorum 3 of 3, survives 1 failure. m2 takes 31 ms (p99) to fsync its log, above the 10 ms etcd recommends. No alarms.",
    advice: [expect.stringContaining("SSD")],
  });
});

const slow = (fsyncP99Ms: number) => ({ metrics: { fsyncP99Ms } });

test("several slow disks are told in one sentence", () => {
  expect(finding(clusterOf(slow(16), {}, slow(31)), "fsync")?.sentence).toBe(
    "To fsync its log takes (p99) 16 ms on m0 and 31 ms on m2, above the 10 ms etcd recommends.",
  );
});

test("every rule has its threshold in words and its source in etcd's own guidance", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { threshold, source } of rules) {
    expect(threshold).not.toBe("");
    expect(source).toMatch(/etcd/);
  }
});

const leader = (leaderId: string) => ({ status: { leader: int64(Number(leaderId)) } });
const lag = (entries: number) => ({
  status: { raftIndex: int64(1_000_000 - entries), raftAppliedIndex: int64(1_000_000 - entries) },
});
const unapplied = (entries: number) => ({ status: { raftAppliedIndex: int64(1_000_000 - entries) } });
const size = (share: number) => ({ status: { dbSize: int64(Math.ceil(8 * gib * share)) } });
const inUse = (bytes: number, of: number) => ({ status: { dbSize: int64(of), dbSizeInUse: int64(bytes) } });
const mib = 1024 * 1024;
// At 1 GiB of 8 GiB, with so much growth a minute.
const growth = (bytesAMinute: number) => ({ metrics: { dbGrowthBytes: bytesAMinute } });
const learner = (index: number) => ({
  member: { isLearner: true },
  status: { raftIndex: int64(index), raftAppliedIndex: int64(index) },
});
const version = (text: string) => ({ status: { version: text } });

const raised = (type: "NOSPACE" | "CORRUPT") => ({ ...clusterOf(), alarms: known([{ memberId: idOf(1), type }]) });
const connected = (alive: boolean) => ({ metrics: { peers: new Map([["c", alive]]) } });
const compared = (...hashes: readonly ReturnType<typeof hashOf>[]): ClusterFacts => ({
  ...clusterOf(),
  hashes: {
    revision: asRevision(int64(100)),
    byMember: hashes.map((hash, at) => ({ memberId: idOf(at), hash: known(hash) })),
  },
});

describe("each threshold, from both sides", () => {
  test.each([
    ["quorum", clusterOf({}, {}, {}), "ok"],
    ["quorum", clusterOf({}, {}, down), "degraded"],
    ["quorum", clusterOf({}, down, down), "failing"],
    ["reach", clusterOf(), "ok"],
    ["reach", clusterOf({}, down), "degraded"],
    ["leader", clusterOf(), "ok"],
    ["leader", clusterOf({}, {}, leader("0")), "degraded"],
    ["leader", clusterOf({}, {}, leader("11")), "degraded"],
    ["leader", clusterOf(leader("0"), leader("0"), leader("0")), "failing"],
    ["leader-stability", clusterOf({ metrics: { leaderChanges: 3 } }), "ok"],
    ["leader-stability", clusterOf({ metrics: { leaderChanges: 4 } }), "degraded"],
    ["raft-lag", clusterOf({}, lag(4999)), "ok"],
    ["raft-lag", clusterOf({}, lag(5000)), "degraded"],
    ["raft-lag", clusterOf({}, unapplied(4999)), "ok"],
    ["raft-lag", clusterOf({}, unapplied(5000)), "degraded"],
    ["space", clusterOf(size(0.949)), "ok"],
    ["space", clusterOf(size(0.95)), "failing"],
    // 7 GiB are left: 4 hours are 240 minutes.
    ["space", clusterOf(growth((7 * gib) / 241)), "ok"],
    ["space", clusterOf(growth((7 * gib) / 239)), "degraded"],
    ["fragmentation", clusterOf(inUse(200 * mib, 400 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(200 * mib, 401 * mib)), "degraded"],
    ["fragmentation", clusterOf(inUse(100 * mib, 1000 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(101 * mib, 1000 * mib)), "degraded"],
    ["versions", clusterOf({}, version("3.5.16")), "ok"],
    ["versions", clusterOf({}, version("3.6.9")), "degraded"],
    ["versions", clusterOf({}, version("3.7.2")), "failing"],
    ["learners", clusterOf({}, {}, learner(900_000)), "ok"],
    ["learners", clusterOf({}, {}, learner(899_999)), "degraded"],
    ["fsync", clusterOf({ metrics: { fsyncP99Ms: 10 } }), "ok"],
    ["fsync", clusterOf({ metrics: { fsyncP99Ms: 10.1 } }), "degraded"],
    ["fsync", clusterOf({ metrics: { fsyncP99Ms: 999 } }), "degraded"],
    ["fsync", clusterOf({ metrics: { fsyncP99Ms: 1000 } }), "failing"],
    ["commit", clusterOf({ metrics: { commitP99Ms: 25 } }), "ok"],
    ["commit", clusterOf({ metrics: { commitP99Ms: 25.1 } }), "degraded"],
    ["peer-round-trip", clusterOf({ metrics: { peerRoundTripP99Ms: 150 } }), "ok"],
    ["peer-round-trip", clusterOf({ metrics: { peerRoundTripP99Ms: 151 } }), "degraded"],
    ["proposals", clusterOf({ metrics: { proposalsFailed: 5 } }), "ok"],
    ["proposals", clusterOf({ metrics: { proposalsFailed: 6 } }), "degraded"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 5, commitsPerSecond: 1 } }), "ok"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 6, commitsPerSecond: 1 } }), "degraded"],
    // Of 600 that were applied.
    ["slow-applies", clusterOf({ metrics: { slowApplies: 6, commitsPerSecond: 10 } }), "ok"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 7, commitsPerSecond: 10 } }), "degraded"],
  ] as const)("%s (%#)", (id, facts, expected) => {
    expect(level(facts, id)).toBe(expected);
  });

  test("alarms: none, out of space, corrupt", () => {
    expect(level(clusterOf(), "alarms")).toBe("ok");
    expect(finding(raised("NOSPACE"), "alarms")).toMatchObject({ level: "failing", members: ["m1"] });
    expect(judge(raised("CORRUPT")).headline).toBe("Failing: data is corrupt");
  });

  test("hashes: the same, different, of different compactions", () => {
    expect(level(compared(hashOf(7), hashOf(7), hashOf(7)), "same-data")).toBe("ok");
    expect(finding(compared(hashOf(7), hashOf(8), hashOf(7)), "same-data")).toMatchObject({
      level: "failing",
      members: ["m1"],
    });
    expect(level(compared(hashOf(7), hashOf(8, 50), hashOf(7)), "same-data")).toBe("unknown");
    // Never compacted is told as -1 or 0.
    expect(level(compared(hashOf(7, -1), hashOf(7, 0)), "same-data")).toBe("ok");
  });
});

describe("what cannot be seen", () => {
  test("makes no verdict where it matters, and says why", () => {
    const why = "etcd says: etcdserver: permission denied";
    const refused = judge({ ...clusterOf(), alarms: unknown(why) });
    expect(refused.advice).toEqual([expect.stringContaining("Sign in as a user with the role root")]);
    expect(judge({ ...clusterOf(), alarms: unknown("no member answers") }).advice).toEqual([]);
    const denied = { facts: { status: unknown("you may not ask it") } };
    const verdict = judge({ ...clusterOf(denied, denied, denied), alarms: unknown("you may not ask it") });
    expect(verdict).toMatchObject({ level: "unknown", headline: "Cannot tell whether the cluster is healthy" });
    expect(verdict.sentence).toContain("Cannot tell whether there is a leader, because you may not ask it.");
    expect(verdict.missing).toContain("Cannot tell whether alarms are raised, because you may not ask it.");
  });

  test("is named beside a verdict that stands without it", () => {
    const silent = {
      facts: { metrics: unknown("its metrics cannot be read"), window: unknown("its metrics cannot be read") },
    };
    const verdict = judge(clusterOf(silent, silent, silent));
    expect(verdict).toMatchObject({ level: "healthy", headline: "Healthy, as far as can be seen" });
    expect(verdict.missing).toContain("Cannot tell how quick the disks are, because its metrics cannot be read.");
    expect(judge(clusterOf(silent, down, silent)).level).toBe("degraded");
  });

  test("may be seen by the other members", () => {
    expect(level(clusterOf({}, {}, unseen), "reach")).toBe("unknown");
    expect(level(clusterOf(connected(true), {}, unseen), "reach")).toBe("ok");
    expect(level(clusterOf(connected(false), {}, unseen), "reach")).toBe("degraded");
    expect(finding(clusterOf({}, {}, unseen), "quorum")).toMatchObject({
      level: "ok",
      sentence: "Quorum 2 of 3 at least: m2 cannot be asked from here.",
    });
  });

  test("may not have been started yet", () => {
    const newcomer = { ...unseen, member: { isLearner: true, name: "" } };
    expect(finding(clusterOf({}, {}, newcomer), "reach")).toMatchObject({
      level: "ok",
      sentence: expect.stringContaining("has not been started yet; the others answer."),
    });
    expect(finding(clusterOf({}, {}, newcomer), "learners")?.headline).toBe("a learner has not been started");
  });

  test("follows from a leader: without a quorum there would be none", () => {
    expect(finding(clusterOf({}, unseen, unseen), "quorum")).toMatchObject({
      level: "ok",
      sentence: "There is a leader, so a quorum; m1 and m2 cannot be asked from here.",
    });
    expect(level(clusterOf(leader("0"), unseen, unseen), "quorum")).toBe("unknown");
  });

  test("is everything, where the members are not known", () => {
    const verdict = judge({ members: unknown("nothing answers"), alarms: unknown("nothing answers") });
    expect(verdict.level).toBe("unknown");
    expect(verdict.findings.every((found) => found.level === "unknown")).toBe(true);
  });

  test("is nothing to worry about where nothing was written, or nobody has compared", () => {
    const idle = { metrics: { fsyncP99Ms: undefined, commitP99Ms: undefined } };
    expect(judge(clusterOf(idle, idle, idle)).headline).toBe("Healthy");
  });
});

test("one member alone survives no failure, and is healthy", () => {
  const one = { members: known([factsOf(0)]), alarms: known([]) };
  expect(judge(one)).toMatchObject({
    level: "healthy",
    sentence: "One voting member: quorum 1 of 1, no failure is survived. No alarms.",
  });
});

test("a learner does not vote", () => {
  const facts = clusterOf({}, {}, { member: { isLearner: true }, ...down });
  expect(finding(facts, "quorum")?.sentence).toBe("Quorum 2 of 2, survives no further failure.");
  expect(level(facts, "reach")).toBe("degraded");
});

test("no leader and no quorum is told as no quorum first", () => {
  const alone = { status: { leader: zeroInt64 } };
  expect(judge(clusterOf(alone, down, down)).headline).toBe("Failing: there is no quorum");
});
