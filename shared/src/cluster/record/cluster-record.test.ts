import { describe, expect, test } from "vitest";
import { clusterOf, factsOf, idOf } from "../../../test/cluster-facts.ts";
import { down, unseen } from "../../../test/cluster-outage.ts";
import { int64, zeroInt64 } from "../../model/int64.ts";
import { known, unknown, type ClusterFacts } from "../verdict/facts.ts";
import { longestGapMs } from "../verdict/latency.ts";
import { judge } from "../verdict/verdict.ts";
import { applyClusterLook, keptCompactions, keptEvents, sinceOf, type ClusterRecord } from "./cluster-record.ts";
import { formatSince } from "./since-text.ts";

const start = new Date(2026, 10, 30, 12, 41).getTime();
const step = 5000;

/** One look every five seconds. */
const see = (looks: readonly ClusterFacts[], from?: ClusterRecord, fromMs = start) =>
  looks.reduce<ClusterRecord | undefined>(
    (record, facts, at) => applyClusterLook(record, facts, judge(facts), fromMs + at * step),
    from,
  );
const texts = (record: ClusterRecord | undefined) => record?.events.map(({ text }) => text);
const stateOf = (record: ClusterRecord | undefined) => record?.summary.members[idOf(2)];
const since = (record: ClusterRecord | undefined, facts: ClusterFacts, rule: string, nowMs: number) => {
  const finding = judge(facts).findings.find((each) => each.rule.id === rule);
  return finding === undefined ? undefined : formatSince(sinceOf(record, finding), nowMs);
};

const compacted = (revision: number) => clusterOf({ metrics: { compactRevision: revision } });
const term = (leaderAt: number, raftTerm: number) => ({
  status: { leader: idOf(leaderAt), raftTerm: int64(raftTerm) },
});

const of = (...members: readonly ReturnType<typeof factsOf>[]): ClusterFacts => ({
  members: known(members),
  alarms: known([]),
});
const raised = (id = idOf(1)) => ({ ...clusterOf(), alarms: known([{ memberId: id, type: "NOSPACE" as const }]) });
const started = (defragmentations: number, startedAtMs: number) =>
  clusterOf({ metrics: { defragmentations, startedAtMs } });

describe("events", () => {
  test("are none at the first look, and none while nothing changes", () => {
    expect(texts(see([clusterOf(), clusterOf(), clusterOf()]))).toEqual([]);
  });

  test("tell of a member that goes down and comes back, newest first, and how long it was away", () => {
    const away = clusterOf({}, {}, down);
    const looks = [clusterOf(), ...Array.from({ length: 60 }, () => away), clusterOf()];
    expect(texts(see(looks))).toEqual(["m2 came back after 5 min", "m2 went down"]);
    // Where nobody can tell for a while, it has gone nowhere.
    const hidden = clusterOf({}, {}, unseen);
    expect(texts(see([clusterOf(), hidden, clusterOf(), away, hidden, away]))).toEqual(["m2 went down"]);
  });

  test("do not say for how long a member was away where nobody looked meanwhile, or when it began", () => {
    const away = clusterOf({}, {}, down);
    // Down at the first look: nobody knows since when.
    const first = see([away, away, clusterOf()]);
    expect(texts(first)).toEqual(["m2 came back"]);
    // Seen to go down, it is down since then.
    const seen = see([clusterOf(), away, away]);
    expect(stateOf(seen)).toMatchObject({ state: "down", stateSinceMs: start + step });
    expect(stateOf(seen)?.stateOrEarlier).toBeUndefined();
    // After a break it may have been up in between.
    const laterMs = start + 2 * step + longestGapMs + 1;
    const later = see([away, away], seen, laterMs);
    expect(stateOf(later)).toMatchObject({ state: "down", stateSinceMs: laterMs, stateOrEarlier: true });
    expect(texts(see([clusterOf()], later, laterMs + 2 * step))?.[0]).toBe("m2 came back");
  });

  test("tell of leaders: another, none, one again, and the same elected again", () => {
    const none = { status: { leader: zeroInt64, raftTerm: int64(3) } };
    const looks = [
      clusterOf(term(0, 2), term(0, 2), term(0, 2)),
      // Asked a moment later, m1 knows already.
      clusterOf(term(0, 2), term(1, 3), term(0, 2)),
      clusterOf(none, none, none),
      clusterOf(term(2, 1204), term(2, 1204), term(2, 1204)),
      clusterOf(term(2, 1205), term(2, 1205), term(2, 1205)),
    ];
    expect(texts(see(looks))).toEqual([
      "m2 was elected again, term 1,205",
      "m2 became leader, term 1,204",
      "No leader",
      "Leader changed: m0 → m1, term 3",
    ]);
  });

  test("tell of alarms raised and cleared, on a member and on all, and not of alarms that nobody told", () => {
    const untold = { ...clusterOf(), alarms: unknown("no member answers") };
    expect(texts(see([clusterOf(), raised(), untold, raised(), clusterOf()]))).toEqual([
      "Alarm NOSPACE on m1 cleared",
      "Alarm NOSPACE on m1 raised",
    ]);
    expect(texts(see([clusterOf(), raised(zeroInt64)]))).toEqual(["Alarm NOSPACE raised"]);
  });

  test("tell of a compaction once, whichever member says so first, and not of a restarted member's zero", () => {
    const looks = [compacted(100), compacted(90), compacted(1_190_000), clusterOf(), compacted(1_190_000)];
    expect(texts(see(looks))).toEqual(["Compacted to revision 1,190,000"]);
  });

  test("tell of a defragmentation and of a restart, after which it is counted from zero", () => {
    expect(texts(see([started(1, 0), started(2, 1), started(0, 90_000), started(1, 90_000)]))).toEqual([
      "m0 was defragmented",
      "m0 restarted",
      "m0 was defragmented",
    ]);
  });

  test("tell of members that come, start, are promoted, change their version and go", () => {
    const base = [factsOf(0), factsOf(1)];
    const fresh = { member: { name: "", clientUrls: [], isLearner: true }, ...unseen };
    const learner = factsOf(3, { member: { isLearner: true } });
    const looks = [
      of(...base),
      of(...base, factsOf(3, fresh)),
      of(...base, learner),
      of(...base, factsOf(3)),
      of(factsOf(0, { status: { version: "3.6.16" } }), factsOf(1), factsOf(3)),
      of(factsOf(0, { status: { version: "3.6.16" } }), factsOf(1)),
    ];
    expect(texts(see(looks))).toEqual([
      "m3 was removed",
      "m0 changed from 3.5.30 to 3.6.16",
      "m3 was promoted",
      "m3 started for the first time",
      "Member d was added as a learner",
    ]);
  });

  test("tell of what began and ended besides, such as a slow disk and a lost quorum", () => {
    const slow = clusterOf({}, { pace: { fsync: { slow: true, p99Ms: 31 } } });
    expect(texts(see([clusterOf(), slow, slow, clusterOf()]))).toEqual([
      "Resolved: The disk of m1 is slow",
      "The disk of m1 is slow",
    ]);
    const lost = clusterOf({}, down, down);
    expect(texts(see([clusterOf(), lost, clusterOf()]))).toEqual([
      "Resolved: No quorum",
      "m2 came back after 5 s",
      "m1 came back after 5 s",
      "No quorum",
      "m2 went down",
      "m1 went down",
    ]);
  });

  test("that nobody saw happen say when the last look was", () => {
    const before = see([clusterOf()]);
    const late = start + longestGapMs;
    expect(see([clusterOf({}, {}, down)], before, late)?.events[0]).not.toHaveProperty("afterMs");
    expect(see([clusterOf({}, {}, down)], before, late + 1)?.events[0]).toMatchObject({
      atMs: late + 1,
      afterMs: start,
    });
  });

  test("are bounded, and compactions more so, since they come by the clock", () => {
    const flapping = Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? clusterOf() : clusterOf({}, {}, down)));
    expect(see(flapping)?.events).toHaveLength(keptEvents);
    const steady = Array.from({ length: 100 }, (_, at) => compacted(at + 1));
    const record = see([clusterOf(), clusterOf({}, {}, down), clusterOf(), ...steady]);
    expect(record?.events).toHaveLength(keptCompactions + 2);
    expect(texts(record)).toContain("m2 went down");
  });

  test("come of looks in their order: one that is not newer changes nothing", () => {
    const record = see([clusterOf(), clusterOf()]);
    expect(see([clusterOf({}, {}, down)], record, start)).toBe(record);
    const nobody = { members: unknown("nothing answers"), alarms: unknown("nothing answers") };
    expect(see([nobody], record, start + 60_000)).toBe(record);
  });
});

describe("since when something is broken", () => {
  const away = clusterOf({}, {}, down);

  test("is the look that saw it first, as long as it lasts", () => {
    const record = see([clusterOf(), ...Array.from({ length: 50 }, () => away)]);
    expect(since(record, away, "reach", start + 50 * step)).toBe("since 12:41, 4 min");
    expect(since(record, away, "reach", start + step)).toBe("since 12:41");
  });

  test("may be earlier, where it was so at the first look or after a break", () => {
    expect(since(see([away]), away, "reach", start)).toBe("since 12:41 or earlier");
    const late = start + longestGapMs + 1;
    expect(since(see([away], see([clusterOf()]), late), away, "reach", late)).toBe("since 12:43 or earlier");
  });

  test("is not what was seen before a break: it may have been well in between", () => {
    const seen = see([clusterOf(), away, away]);
    const lastMs = start + 2 * step;
    const inTime = lastMs + longestGapMs;
    expect(since(see([away], seen, inTime), away, "reach", inTime)).toBe("since 12:41, 2 min");
    const late = inTime + 1;
    expect(since(see([away], seen, late), away, "reach", late)).toBe("since 12:43 or earlier");
    const both = clusterOf({}, down, down);
    expect(since(see([both], seen, late), both, "reach", late)).toBe("since 12:43 or earlier");
  });

  test("is not what was seen before looks that told nothing of it for as long as a break", () => {
    const slow = clusterOf({ pace: { fsync: { slow: true, p99Ms: 31 } } });
    const quiet = { pace: { fsync: { count: 3 } } };
    const few = Array.from({ length: longestGapMs / step }, () => clusterOf(quiet, quiet, quiet));
    const at = start + longestGapMs + 2 * step;
    expect(since(see([clusterOf(), slow, ...few, slow]), slow, "fsync", at)).toBe("since 12:43 or earlier");
  });

  test("lasts through looks that do not tell, and starts again after one that reports it as OK", () => {
    const slow = clusterOf({ pace: { fsync: { slow: true, p99Ms: 31 } } });
    const quiet = { pace: { fsync: { count: 3 } } };
    const few = clusterOf(quiet, quiet, quiet);
    const at = start + 3 * 60_000;
    expect(since(see([slow], see([clusterOf(), slow, few]), start + 60_000), slow, "fsync", at)).toBe(
      "since 12:41, 2 min",
    );
    expect(since(see([slow], see([clusterOf(), slow, clusterOf()]), start + 60_000), slow, "fsync", at)).toBe(
      "since 12:42, 2 min",
    );
  });

  test("is what was measured, where that tells", () => {
    const slow = clusterOf({ pace: { fsync: { slow: true, p99Ms: 31, slowSinceMs: start - 180_000 } } });
    expect(since(see([clusterOf(), slow]), slow, "fsync", start)).toBe("since 12:38, 3 min");
  });

  test("is told of each member, where they differ by a minute", () => {
    const both = clusterOf({}, down, down);
    const apart = see([both], see([clusterOf(), away]), start + 90_000);
    expect(since(apart, both, "reach", start + 90_000)).toBe("since 12:42 (m1) and 12:41 (m2)");
    expect(since(see([clusterOf(), away, both]), both, "reach", start + step)).toBe("since 12:41");
  });

  test("is nothing, where it is not broken", () => {
    expect(since(see([clusterOf()]), clusterOf(), "reach", start)).toBe("");
  });
});
