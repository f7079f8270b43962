import { describe, expect, test } from "vitest";
import { clusterOf, factsOf } from "../../../test/cluster-facts.ts";
import { down, finding, leader, level, unseen } from "../../../test/cluster-outage.ts";
import { known, unknown } from "./facts.ts";
import { judge, rules } from "./verdict.ts";

test("a healthy cluster is said to be so, with its quorum", () => {
  expect(judge(clusterOf())).toMatchObject({
    level: "healthy",
    headline: "Healthy",
    sentence: "Quorum: 3 of 3, tolerates 1 failure. No alarms.",
    missing: [],
  });
  expect(judge(clusterOf()).groups.map(({ level: each }) => each)).toEqual(["notice"]);
});

const slow = (p99Ms: number) => ({ pace: { fsync: { slow: true, p99Ms } } });

test("one slow disk is named, with its figure and its limit", () => {
  expect(judge(clusterOf({}, {}, slow(31)))).toMatchObject({
    level: "degraded",
    headline: "Degraded: the disk of m2 is slow",
    sentence: "Quorum: 3 of 3, tolerates 1 failure. No alarms.",
    groups: [
      {
        title: "The disk of m2 is slow",
        detail: "WAL fsync p99: 31 ms on m2 (limit 10 ms).",
        next: expect.stringContaining("SSD"),
      },
      { level: "notice" },
    ],
  });
});

test("several slow disks are told in one sentence", () => {
  expect(finding(clusterOf(slow(16), {}, slow(31)), "fsync")?.sentence).toBe(
    "WAL fsync p99: 16 ms on m0 and 31 ms on m2 (limit 10 ms).",
  );
});

test("every rule has its threshold in words and its source in etcd's own guidance", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { threshold, source } of rules) {
    expect(threshold).not.toBe("");
    expect(source).toMatch(/etcd/);
  }
});

const connected = (alive: boolean) => ({ metrics: { peers: new Map([["c", alive]]) } });

describe("what cannot be seen", () => {
  test("makes no verdict where it matters, and says why", () => {
    const why = "etcd says: etcdserver: permission denied";
    const refused = judge({ ...clusterOf(), alarms: unknown(why) });
    expect(refused.advice).toContain("Sign in as a user with the role root");
    expect(judge({ ...clusterOf(), alarms: unknown("no member answers") }).advice).toBeUndefined();
    const denied = { facts: { status: unknown("you may not ask it") } };
    const verdict = judge({ ...clusterOf(denied, denied, denied), alarms: unknown("you may not ask it") });
    expect(verdict).toMatchObject({ level: "unknown", headline: "Cannot tell whether the cluster is healthy" });
    expect(verdict.sentence).toContain("Cannot tell whether there is a leader, because you may not ask it.");
    expect(verdict.missing).toEqual([
      expect.stringMatching(/^Not known, because you may not ask it: .*\balarms\b.*\.$/),
    ]);
    expect(judge({ ...clusterOf(), alarms: unknown(why) }).missing).toEqual([
      "Cannot tell whether alarms are raised, because etcd says: etcdserver: permission denied.",
    ]);
  });

  test("is named beside a verdict that stands without it", () => {
    const why = "its metrics cannot be read";
    const silent = { facts: { metrics: unknown(why), window: unknown(why), pace: unknown(why) } };
    const verdict = judge(clusterOf(silent, silent, silent));
    expect(verdict).toMatchObject({ level: "healthy", headline: "Healthy, as far as can be seen" });
    expect(verdict.missing.join()).toMatch(/Not known, because its metrics cannot be read: .*disk latency/);
    expect(judge(clusterOf(silent, down, silent)).level).toBe("degraded");
    expect(judge(clusterOf({}, silent, {})).missing).toEqual([
      "Not known of m1: space, disk latency, commits, leader changes, proposals, applying and network.",
    ]);
  });

  test("may be seen by the other members", () => {
    expect(level(clusterOf({}, {}, unseen), "reach")).toBe("unknown");
    expect(level(clusterOf(connected(true), {}, unseen), "reach")).toBe("ok");
    expect(level(clusterOf(connected(false), {}, unseen), "reach")).toBe("degraded");
    expect(finding(clusterOf({}, {}, unseen), "quorum")).toMatchObject({
      level: "unknown",
      sentence: "Quorum: at least 2 of 3. Not known: m2.",
    });
    expect(judge(clusterOf(connected(true), {}, unseen)).headline).toBe("Healthy, as far as can be seen");
  });

  test("follows from a leader: without a quorum there would be none", () => {
    expect(finding(clusterOf({}, unseen, unseen), "quorum")).toMatchObject({
      level: "unknown",
      sentence: "There is a leader, so a quorum. Not known: m1 and m2.",
    });
    expect(finding(clusterOf(leader("0"), unseen, unseen), "quorum")).toMatchObject({
      level: "unknown",
      sentence: expect.stringContaining("Cannot tell whether there is a quorum"),
    });
  });

  test("is everything, where the members are not known", () => {
    const verdict = judge({ members: unknown("nothing answers"), alarms: unknown("nothing answers") });
    expect(verdict.level).toBe("unknown");
    expect(verdict.findings.every((found) => found.level === "unknown")).toBe(true);
  });

  test("is nothing to worry about where too little was written, or nobody has compared", () => {
    const quiet = { count: 99, p99Ms: 500 };
    const still = { pace: { fsync: quiet, commit: { count: 0 }, peerRoundTrip: { count: 3 } } };
    const facts = clusterOf(still, still, still);
    expect(judge(facts)).toMatchObject({ headline: "Healthy", missing: [] });
    expect(finding(facts, "fsync")).toMatchObject({
      level: "unknown",
      sentence: "WAL fsync p99: too few writes to judge, 99 of 100 in 2 minutes.",
    });
    expect(finding(facts, "same-data")).toMatchObject({ level: "unknown", sentence: "Not compared yet." });
  });
});

test("one member alone tolerates no failure, and is healthy", () => {
  const one = { members: known([factsOf(0)]), alarms: known([]) };
  expect(judge(one)).toMatchObject({
    level: "healthy",
    sentence: "Quorum: 1 of 1, tolerates no failure. No alarms.",
  });
});

test("a learner does not vote", () => {
  const facts = clusterOf({}, {}, { member: { isLearner: true }, ...down });
  // Two voters never tolerate a failure: that is how the cluster is made, not what has happened to it.
  expect(finding(facts, "quorum")).toMatchObject({
    level: "ok",
    sentence: "Quorum: 2 of 2, tolerates no further failure.",
  });
  expect(level(facts, "reach")).toBe("degraded");
});
