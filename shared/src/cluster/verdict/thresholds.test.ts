import { describe, expect, test } from "vitest";
import { clusterOf, factsOf, hashOf, idOf } from "../../../test/cluster-facts.ts";
import { down, finding, idle, leader, level, unseen } from "../../../test/cluster-outage.ts";
import { asRevision, int64, zeroInt64 } from "../../model/int64.ts";
import { known, unknown, type ClusterFacts } from "./facts.ts";
import { latencyLimits } from "./latency-rules.ts";
import { judge } from "./verdict.ts";

const lag = (entries: number) => ({
  status: { raftIndex: int64(1_000_000 - entries), raftAppliedIndex: int64(1_000_000 - entries) },
});
const unapplied = (entries: number) => ({ status: { raftAppliedIndex: int64(1_000_000 - entries) } });
const share = (size: number, quota: number) => ({
  status: { dbSize: int64(size) },
  metrics: { quotaBytes: quota },
});
/** So many bytes are left, and so many are written a minute. */
const left = (bytes: number, bytesAMinute: number, overMs = 60_000) => ({
  status: { dbSize: int64(bytes) },
  metrics: { quotaBytes: 2 * bytes, dbGrowthBytes: bytesAMinute, overMs },
});
const inUse = (bytes: number, of: number) => ({ status: { dbSize: int64(of), dbSizeInUse: int64(bytes) } });
const mib = 1024 * 1024;
const pace = (family: "fsync" | "commit" | "peerRoundTrip", bent: object) => ({ pace: { [family]: bent } });
const learner = (index: number) => ({
  member: { isLearner: true },
  status: { raftIndex: int64(index), raftAppliedIndex: int64(index) },
});
const version = (text: string) => ({ status: { version: text } });

const raised = (type: "NOSPACE" | "CORRUPT") => ({ ...clusterOf(), alarms: known([{ memberId: idOf(1), type }]) });
const compared = (...hashes: readonly ReturnType<typeof hashOf>[]): ClusterFacts => ({
  ...clusterOf(),
  hashes: {
    revision: asRevision(int64(100)),
    byMember: hashes.map((hash, at) => ({ memberId: idOf(at), hash: known(hash) })),
  },
});

describe("each threshold, below, at and above it", () => {
  test.each([
    ["quorum", clusterOf({}, {}, {}), "ok"],
    ["quorum", clusterOf({}, {}, down), "degraded"],
    ["quorum", clusterOf({}, down, down), "failing"],
    ["quorum", clusterOf({}, {}, idle), "degraded"],
    // It names a leader, so there is a quorum; whether it would stand one more failure is not known.
    ["quorum", clusterOf({}, unseen, down), "unknown"],
    ["reach", clusterOf(), "ok"],
    ["reach", clusterOf({}, down), "degraded"],
    ["reach", clusterOf({}, idle), "degraded"],
    ["leader", clusterOf(), "ok"],
    ["leader", clusterOf({}, {}, leader("0")), "degraded"],
    ["leader", clusterOf({}, {}, leader("11")), "degraded"],
    ["leader", clusterOf(leader("0"), leader("0"), leader("0")), "failing"],
    ["leader-stability", clusterOf({ metrics: { leaderChanges: 3 } }), "ok"],
    ["leader-stability", clusterOf({ metrics: { leaderChanges: 4 } }), "degraded"],
    ["leader-stability", clusterOf({ metrics: { leaderChanges: 5 } }), "degraded"],
    ["raft-lag", clusterOf({}, lag(4999)), "ok"],
    ["raft-lag", clusterOf({}, lag(5000)), "degraded"],
    ["raft-lag", clusterOf({}, lag(5001)), "degraded"],
    ["raft-lag", clusterOf({}, unapplied(4999)), "ok"],
    ["raft-lag", clusterOf({}, unapplied(5000)), "degraded"],
    ["raft-lag", clusterOf({}, unapplied(5001)), "degraded"],
    ["space", clusterOf(share(94, 100)), "ok"],
    ["space", clusterOf(share(95, 100)), "failing"],
    ["space", clusterOf(share(96, 100)), "failing"],
    // 24,000 bytes are left: 4 hours are 240 minutes.
    ["space", clusterOf(left(24_000, 99)), "ok"],
    ["space", clusterOf(left(24_000, 100)), "ok"],
    ["space", clusterOf(left(24_000, 101)), "degraded"],
    ["space", clusterOf(left(24_000, 0)), "ok"],
    // A pace over less than a minute says little.
    ["space", clusterOf(left(24_000, 1000, 59_999)), "ok"],
    ["space", clusterOf(left(24_000, 1000, 60_000)), "degraded"],
    ["space", clusterOf(left(24_000, 1000, 60_001)), "degraded"],
    ["fragmentation", clusterOf(inUse(200 * mib, 399 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(200 * mib, 400 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(200 * mib, 401 * mib)), "degraded"],
    ["fragmentation", clusterOf(inUse(100 * mib - 1, 1000 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(100 * mib, 1000 * mib)), "ok"],
    ["fragmentation", clusterOf(inUse(100 * mib + 1, 1000 * mib)), "degraded"],
    ["versions", clusterOf({}, version("3.5.16")), "ok"],
    ["versions", clusterOf({}, version("3.6.9")), "degraded"],
    ["versions", clusterOf({}, version("3.7.2")), "failing"],
    ["versions", clusterOf({}, version("3.8.0")), "failing"],
    ["learners", clusterOf({}, {}, learner(900_001)), "ok"],
    ["learners", clusterOf({}, {}, learner(900_000)), "ok"],
    ["learners", clusterOf({}, {}, learner(899_999)), "degraded"],
    ["fsync", clusterOf(pace("fsync", { p99Ms: 4 })), "ok"],
    ["fsync", clusterOf(pace("fsync", { p99Ms: 400 })), "ok"],
    ["fsync", clusterOf(pace("fsync", { slow: true, p99Ms: 999 })), "degraded"],
    ["fsync", clusterOf(pace("fsync", { slow: true, p99Ms: 1000 })), "failing"],
    ["fsync", clusterOf(pace("fsync", { slow: true, p99Ms: 1001 })), "failing"],
    ["commit", clusterOf(pace("commit", { slow: true, p99Ms: 5000 })), "degraded"],
    ["peer-round-trip", clusterOf(pace("peerRoundTrip", { slow: true, p99Ms: 5000 })), "degraded"],
    ["proposals", clusterOf({ metrics: { proposalsFailed: 4 } }), "ok"],
    ["proposals", clusterOf({ metrics: { proposalsFailed: 5 } }), "ok"],
    ["proposals", clusterOf({ metrics: { proposalsFailed: 6 } }), "degraded"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 4, commitsPerSecond: 1 } }), "ok"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 5, commitsPerSecond: 1 } }), "ok"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 6, commitsPerSecond: 1 } }), "degraded"],
    // Of 600 that were applied.
    ["slow-applies", clusterOf({ metrics: { slowApplies: 6, commitsPerSecond: 10 } }), "ok"],
    ["slow-applies", clusterOf({ metrics: { slowApplies: 7, commitsPerSecond: 10 } }), "degraded"],
  ] as const)("%s (%#)", (id, facts, expected) => {
    expect(level(facts, id)).toBe(expected);
  });

  test("what is slow, and how much must be measured", () => {
    expect(latencyLimits).toMatchObject({
      fsync: { limitMs: 10, leastCount: 100 },
      commit: { limitMs: 25, leastCount: 100 },
      peerRoundTrip: { limitMs: 150, leastCount: 4 },
    });
  });

  test("alarms: none, out of space, corrupt", () => {
    expect(level(clusterOf(), "alarms")).toBe("ok");
    expect(finding(raised("NOSPACE"), "alarms")).toMatchObject({ level: "failing", members: ["m1"] });
    expect(judge(raised("NOSPACE")).headline).toBe("Failing: m1 is out of space");
    const ofNone = { ...clusterOf(), alarms: known([{ memberId: zeroInt64, type: "NOSPACE" as const }]) };
    expect(judge(ofNone).headline).toBe("Failing: the cluster is out of space");
    expect(judge(raised("CORRUPT")).headline).toBe("Failing: the data of m1 is corrupt");
  });

  test("leader: one member without, or members that disagree, are named", () => {
    expect(finding(clusterOf({}, {}, leader("0")), "leader")).toMatchObject({
      headline: "m2 has no leader",
      sentence: "m2 has no leader.",
      members: ["m2"],
    });
    expect(finding(clusterOf({}, {}, leader("11")), "leader")).toMatchObject({
      headline: "members disagree on the leader",
      sentence: "m0, m1 and m2 name different leaders: an election is in progress.",
      members: ["m0", "m1", "m2"],
    });
  });

  test("versions: neighbours are on their way, others too far apart", () => {
    expect(judge(clusterOf({}, version("3.6.9"))).headline).toBe("Degraded: members run different versions");
    expect(finding(clusterOf({}, version("3.6.9")), "versions")?.advice).toContain("Finish the upgrade");
    expect(judge(clusterOf({}, version("3.7.2"))).headline).toBe("Failing: versions are too far apart");
    expect(finding(clusterOf({}, version("3.7.2")), "versions")?.advice).toContain("neighbouring");
  });

  test("hashes that only some told say so", () => {
    const two = compared(hashOf(7), hashOf(7), hashOf(7));
    const [first, second] = two.hashes?.byMember ?? [];
    const silent = { memberId: idOf(2), hash: unknown("it cannot be asked") };
    const of = (...byMember: readonly (typeof silent | undefined | NonNullable<typeof first>)[]) => ({
      ...two,
      hashes: { revision: asRevision(int64(100)), byMember: byMember.filter((each) => each !== undefined) },
    });
    expect(finding(of(first, second, silent), "same-data")).toMatchObject({
      level: "unknown",
      sentence: "m0 and m1 hold the same data at revision 100. Not known: m2.",
    });
    expect(finding(of(first, silent, silent), "same-data")?.sentence).toContain("it cannot be asked");
    expect(finding(of(first), "same-data")).toMatchObject({
      level: "ok",
      sentence: expect.stringContaining("One member"),
    });
    expect(finding(two, "same-data")?.sentence).toBe("All members hold the same data at revision 100.");
  });

  test("what is above its limit for a moment says so, and what is at it does not", () => {
    expect(finding(clusterOf(pace("fsync", { p99Ms: 10 })), "fsync")?.sentence).toBe(
      "WAL fsync p99: at most 10 ms (limit 10 ms).",
    );
    expect(finding(clusterOf(pace("fsync", { p99Ms: 10.6 })), "fsync")).toMatchObject({
      level: "ok",
      sentence: "WAL fsync p99: 11 ms on m0, above 10 ms, but not yet for 3 minutes.",
    });
  });

  test("a quota of nothing is none that is known", () => {
    expect(level(clusterOf(share(94, 0), share(94, 0), share(94, 0)), "space")).toBe("unknown");
  });

  test("milliseconds have a decimal below ten", () => {
    for (const [p99Ms, text] of [
      [9.94, "9.9 ms"],
      [10, "10 ms"],
      [10.6, "11 ms"],
    ] as const) {
      expect(finding(clusterOf(pace("commit", { p99Ms })), "commit")?.sentence).toContain(text);
    }
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

/** What is said of the raft lag of so many members. */
const raftLagOf = (count: number) =>
  finding({ members: known([0, 1, 2].slice(0, count).map((at) => factsOf(at))), alarms: known([]) }, "raft-lag")
    ?.sentence;

test("members are held against the leader, and a leader is not held against itself", () => {
  expect(raftLagOf(1)).toBe("No followers to compare with the leader.");
  expect(raftLagOf(2)).toBe("m1 keeps up with m0.");
  expect(raftLagOf(3)).toBe("All members keep up with m0.");
});
