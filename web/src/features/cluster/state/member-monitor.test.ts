import { int64 } from "@etcd-explorer/shared/model/int64";
import { lagOf } from "@etcd-explorer/shared/cluster/verdict/facts";
import { latencyHoldMs } from "@etcd-explorer/shared/cluster/verdict/latency";
import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { describe, expect, test } from "vitest";
import { aMember, aStatus, header, idOf } from "../../../../../shared/test/cluster-facts.ts";
import type { Place } from "#/api/client/place.ts";
import { clusterFacts, leaderOf, quotasOf, reclaimable, sharedRevision } from "./cluster-model.ts";
import { applyLook, factsOf, type Look, type MemberMonitor } from "./member-monitor.ts";

const place: Place = { kind: "endpoint", endpoint: 0 };
const member = aMember(0);
const forbidden: Failure = { kind: "forbidden", rule: "members", message: "no" };
const away: Failure = { kind: "unreachable", host: "h", port: 1, message: "refused" };

/** Fsyncs so far, all quick but those that took up to 32 ms. */
const metricsText = (quick: number, slow: number) =>
  [
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.001"} ${quick}`,
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.016"} ${quick}`,
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.032"} ${quick + slow}`,
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} ${quick + slow}`,
    "etcd_server_quota_backend_bytes 4096",
  ].join("\n");

const told = (atMs: number, text = metricsText(0, 0), from = 0): Look => ({
  place,
  atMs,
  status: {
    kind: "told",
    status: aStatus({ header: { ...header, memberId: idOf(from) } }),
    latencyMs: 3,
    answeredAtMs: atMs + 3,
  },
  metrics: { kind: "told", text },
});
const failed = (atMs: number, failure: Failure): Look => ({ place, atMs, status: { kind: "failed", failure } });

const look = (looks: readonly Look[]): MemberMonitor | undefined =>
  looks.reduce<MemberMonitor | undefined>((monitor, each) => applyLook(monitor, member, each), undefined);

const slowFor = (ms: number, aLook: number) =>
  look(Array.from({ length: ms / 5000 + 1 }, (_, at) => told(at * 5000, metricsText(0, at * aLook))));
const paceOf = (monitor: MemberMonitor | undefined) => factsOf(member, monitor).pace;

describe("a member that is looked at again and again", () => {
  test("is up, with its latency over the looks", () => {
    const monitor = look([
      told(0, metricsText(100, 0)),
      told(5000, metricsText(200, 0)),
      told(10_000, metricsText(200, 100)),
    ]);
    expect(monitor).toMatchObject({ reach: "up", place, roundTripMs: 3 });
    expect(
      monitor?.points.map(({ fsyncP99Ms }) => (fsyncP99Ms === undefined ? undefined : Math.round(fsyncP99Ms))),
    ).toEqual([undefined, 1, 32]);
    const { metrics } = factsOf(member, monitor);
    expect(metrics.kind === "known" && metrics.value.overMs).toBe(10_000);
  });

  test("tells by one look what stands, such as the quota, and nothing of what has happened", () => {
    const facts = factsOf(member, look([told(0)]));
    expect(facts.metrics).toMatchObject({ kind: "known", value: { overMs: 0, quotaBytes: 4096 } });
    expect(quotasOf([facts]).get(member.id)).toBe(4096);
  });

  test("is judged by the last minute, and its counters by the last quarter of an hour", () => {
    const minutes = Array.from({ length: 20 }, (_, at) => told(at * 60_000, metricsText(at * 100, 0)));
    const monitor = look(minutes);
    expect(monitor?.scrapes).toHaveLength(16);
    const { metrics, window } = factsOf(member, monitor);
    expect(metrics.kind === "known" && metrics.value.overMs).toBe(60_000);
    expect(window.kind === "known" && window.value.overMs).toBe(15 * 60_000);
  });

  test("is down once it has answered and does no longer, and keeps its way", () => {
    expect(look([told(0), failed(5000, away)])).toMatchObject({
      reach: "down",
      place,
      status: { kind: "unknown", why: expect.stringContaining("cannot connect to h:1") },
    });
  });

  test("is down where somebody listens at its address and is silent, though it never answered from here", () => {
    expect(look([failed(0, { kind: "timeout", phase: "headers", timeoutMs: 3000 })])).toMatchObject({ reach: "down" });
    expect(look([failed(0, { kind: "timeout", phase: "dial", timeoutMs: 3000 })])).toMatchObject({ reach: "unseen" });
  });

  test("is not seen, rather than down, where it never answered from here, or somebody else does", () => {
    expect(look([failed(0, away)])).toMatchObject({ reach: "unseen" });
    const foreign = look([told(0, metricsText(0, 0), 1)]);
    expect(foreign).toMatchObject({ reach: "unseen", scrapes: [] });
    expect(foreign).not.toHaveProperty("place");
    expect(look([failed(0, forbidden)])).toMatchObject({ reach: "unseen" });
  });

  test("leaves a point at every look that says whether it was down or only not to be asked from here", () => {
    const monitor = look([told(0), failed(5000, away), failed(10_000, forbidden)]);
    expect(monitor?.points.map(({ reach }) => reach)).toEqual(["up", "down", "unseen"]);
  });

  test("is up where it answers that one may not ask, and its metrics are read all the same", () => {
    const denied: Failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" };
    const status = { kind: "failed", failure: denied, latencyMs: 4 } as const;
    const monitor = look([{ place, atMs: 0, status, metrics: { kind: "told", text: metricsText(1, 0) } }]);
    expect(monitor).toMatchObject({
      reach: "up",
      place,
      roundTripMs: 4,
      status: { kind: "unknown", why: "etcd says: permission denied" },
    });
    expect(monitor?.scrapes).toHaveLength(1);
  });

  test("has a slow disk once it has been slow for minutes, of enough writes", () => {
    // The first look has nothing to be compared with.
    expect(paceOf(slowFor(latencyHoldMs, 100))).toMatchObject({ value: { fsync: { slow: false } } });
    expect(paceOf(slowFor(latencyHoldMs + 5000, 100))).toMatchObject({ value: { fsync: { slow: true } } });
    expect(paceOf(slowFor(60 * 60_000, 4))).toMatchObject({ value: { fsync: { slow: false, count: 96 } } });
  });

  test("whose metrics cannot be read says so", () => {
    const monitor = look([{ ...told(0), metrics: { kind: "failed", failure: away } }]);
    expect(factsOf(member, monitor).metrics).toMatchObject({
      kind: "unknown",
      why: expect.stringContaining("metrics cannot be read"),
    });
  });

  test("has nothing to tell before its first answer", () => {
    expect(factsOf(member, undefined)).toMatchObject({ reach: "unseen", status: { kind: "unknown" } });
  });
});

const monitored = (at: number, bent: Parameters<typeof aStatus>[0] = {}) => ({
  member: aMember(at),
  monitor: applyLook(undefined, aMember(at), {
    ...told(0, metricsText(0, 0), at),
    status: {
      kind: "told",
      latencyMs: 1,
      answeredAtMs: 1,
      status: aStatus({ header: { ...header, memberId: idOf(at) }, ...bent }),
    },
  }),
});

describe("the cluster as the screen shows it", () => {
  test("knows its leader, how far members lag, what can be reclaimed, and a revision that all have", () => {
    const behind = { raftIndex: int64(999_984) };
    const again = monitored(1, behind);
    const members = [
      monitored(0),
      {
        ...again,
        monitor: applyLook(again.monitor, aMember(1), {
          ...told(5000, metricsText(0, 0), 1),
          status: {
            kind: "told",
            latencyMs: 1,
            answeredAtMs: 5001,
            status: aStatus({ header: { ...header, memberId: idOf(1) }, ...behind }),
          },
        }),
      },
    ];
    const facts = members.map(({ member: each, monitor }) => factsOf(each, monitor));
    expect(leaderOf(facts)).toBe(idOf(0));
    expect(facts.map((each) => lagOf(each, facts))).toEqual([0n, 16n]);
    const unasked = factsOf(aMember(2), undefined);
    expect(reclaimable([...facts, unasked])).toEqual({ bytes: 2 * 1024 ** 3 * 0.25, members: 2 });
    expect(reclaimable([unasked])).toBeUndefined();
    expect(sharedRevision(members)).toBe("100");
    expect(sharedRevision([])).toBeUndefined();
  });

  test("reads alarms from statuses, each once", () => {
    const errors = [`memberID:${idOf(1)} alarm:NOSPACE `];
    const facts = clusterFacts([monitored(0, { errors }), monitored(1, { errors })], undefined);
    expect(facts.alarms).toEqual({ kind: "known", value: [{ memberId: idOf(1), type: "NOSPACE" }] });
    expect(judge(facts).headline).toBe("Failing: m1 is out of space");
  });
});
