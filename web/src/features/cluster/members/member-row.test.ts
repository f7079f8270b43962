import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { applyClusterLook } from "@etcd-explorer/shared/cluster/record/cluster-record";
import type { ClusterFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { int64, zeroInt64 } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { aMember, clusterOf, factsOf, gib, idOf } from "../../../../../shared/test/cluster-facts.ts";
import { down, idle, unseen } from "../../../../../shared/test/cluster-outage.ts";
import { memberRow } from "./member-row.ts";

const nowMs = new Date(2026, 10, 30, 14, 7).getTime();
const membersIn = ({ members }: ClusterFacts) => (members.kind === "known" ? members.value : []);

/** The row of a member, after one look at the healthy cluster and one at these facts. */
function rowOf(facts: ClusterFacts, at: number) {
  const all = membersIn(facts);
  const each = all[at];
  if (each === undefined) throw new Error(`there is no member ${at}`);
  const first = applyClusterLook(undefined, clusterOf(), judge(clusterOf()), nowMs - 5000);
  const record = applyClusterLook(first, facts, judge(facts), nowMs);
  const monitor =
    each.reach === "up"
      ? {
          roundTripMs: 2.1,
          reach: each.reach,
          status: each.status,
          scrapes: [],
          points: [],
          indexes: [],
          askedAtMs: 0,
          looks: 1,
        }
      : undefined;
  const monitored = { member: each.member, monitor };
  return memberRow(monitored, each, { all, leader: idOf(0), findings: judge(facts).findings, record, nowMs });
}

describe("a row of the members", () => {
  test("says what the member tells", () => {
    const facts = clusterOf({}, { metrics: { startedAtMs: nowMs - 12 * 86_400_000 }, status: { raftTerm: int64(8) } });
    expect(rowOf(facts, 0)).toMatchObject({ role: "leader", isLeader: true, tone: "ok" });
    expect(rowOf(facts, 1)).toMatchObject({
      name: "m1",
      idHex: "b",
      role: "follower",
      term: "8",
      version: "3.5.30",
      roundTrip: "2.1 ms",
      database: "1.1 GB",
      quotaShare: 12.5,
      raftIndex: "1,000,000",
      lag: "0 behind",
      uptime: "12 d",
      tone: "ok",
    });
    expect(rowOf(facts, 0)).not.toHaveProperty("lag");
  });

  test("says since when one is down, and nothing that it told before", () => {
    const row = rowOf(clusterOf({}, {}, down), 2);
    expect(row).toMatchObject({ role: "down since 14:07", isDown: true, tone: "bad" });
    for (const field of ["version", "roundTrip", "database", "raftIndex", "uptime"])
      expect(row).not.toHaveProperty(field);
    // A leader that is down leads no more.
    expect(rowOf(clusterOf(down), 0)).toMatchObject({ isLeader: false, role: "down since 14:07" });
  });

  test("tells those that never started, learn, or cannot be asked from those that follow", () => {
    expect(rowOf(clusterOf({}, {}, idle), 2)).toMatchObject({ role: "not started", isDown: false, tone: "faint" });
    expect(rowOf(clusterOf({}, {}, { member: { isLearner: true } }), 2).role).toBe("learner");
    expect(rowOf(clusterOf({}, {}, unseen), 2)).toMatchObject({ role: "not seen from here", tone: "faint" });
  });

  test("calls nobody a follower who knows no leader, and says from when on one is down where that is not known", () => {
    const alone = { status: { leader: zeroInt64 } };
    expect(rowOf(clusterOf(alone, alone, down), 1)).toMatchObject({ role: "no leader" });
    const facts = clusterOf({}, {}, down);
    const record = applyClusterLook(undefined, facts, judge(facts), nowMs);
    const all = membersIn(facts);
    const context = { all, leader: idOf(0), findings: [], record, nowMs };
    const each = all[2] ?? factsOf(2);
    expect(memberRow({ member: each.member, monitor: undefined }, each, context).role).toBe(
      "down since 14:07 or earlier",
    );
  });

  test("has the tone of what is wrong with it, and none for what is only worth knowing", () => {
    const slow = { pace: { fsync: { slow: true, p99Ms: 31 } } };
    expect(rowOf(clusterOf(slow), 0).tone).toBe("warn");
    expect(rowOf(clusterOf(slow), 1).tone).toBe("ok");
    const full = { metrics: { quotaBytes: gib } };
    expect(rowOf(clusterOf(full), 0).tone).toBe("bad");
  });

  test("of a member whose answer has not come says only that", () => {
    const facts = clusterOf();
    const each = factsOf(0);
    const context = { all: membersIn(facts), leader: undefined, findings: [], record: undefined, nowMs };
    expect(memberRow({ member: aMember(0), monitor: undefined }, each, context).isAsking).toBe(true);
  });
});
