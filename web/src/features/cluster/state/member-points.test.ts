import { parseScrape } from "@etcd-explorer/shared/cluster/metrics/member-metrics";
import { describe, expect, test } from "vitest";
import { keptPoints, keptPointsMs, pointOf, recentScrape, withPoint, type Point } from "./member-points.ts";

const scrape = (atMs: number, committed: number, failed = 0, quick = 0) =>
  parseScrape(
    [
      `etcd_server_proposals_committed_total ${committed}`,
      `etcd_server_proposals_failed_total ${failed}`,
      "etcd_server_proposals_pending 3",
      "etcd_debugging_mvcc_keys_total 42",
      "process_resident_memory_bytes 1000",
      "etcd_mvcc_db_total_size_in_bytes 4096",
      "etcd_server_quota_backend_bytes 8192",
      `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.001"} ${quick}`,
      `etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} ${quick}`,
    ].join("\n"),
    atMs,
  );

describe("a point", () => {
  test("has the current values, rates since the previous poll, and latencies over the last minute", () => {
    const scrapes = [scrape(0, 0, 0, 100), scrape(30_000, 100, 4, 200), scrape(35_000, 150, 5, 200)];
    expect(pointOf({ reach: "up", atMs: 35_000, everyMs: 5000, roundTripMs: 2 }, scrapes)).toMatchObject({
      atMs: 35_000,
      everyMs: 5000,
      roundTripMs: 2,
      committedPerSecond: 10,
      proposalsFailed: 1,
      proposalsPending: 3,
      keys: 42,
      memoryBytes: 1000,
      dbBytes: 4096,
      quotaBytes: 8192,
      // Nothing was written since the look before, but within the minute.
      fsyncP99Ms: expect.closeTo(0.99, 5),
    });
  });

  test("of the first look has no paces, and of one whose metrics did not come only the round trip", () => {
    const first = pointOf({ reach: "up", atMs: 0 }, [scrape(0, 5)]);
    expect(first).toMatchObject({ keys: 42 });
    expect(first.committedPerSecond).toBeUndefined();
    expect(pointOf({ reach: "up", atMs: 9000, roundTripMs: 1 }, [scrape(0, 5)])).toEqual({
      reach: "up",
      atMs: 9000,
      roundTripMs: 1,
    });
  });
});

const recent = (...times: readonly number[]) => recentScrape(times.map((atMs) => scrape(atMs, 0)))?.atMs;
const at = (atMs: number): Point => ({ reach: "up", atMs });

test("the last minute begins with the oldest scrape in it, or the one before where looks are rarer", () => {
  expect(recent()).toBeUndefined();
  expect(recent(0, 10_000, 70_000)).toBe(10_000);
  expect(recent(0, 90_000)).toBe(0);
  expect(recent(5)).toBeUndefined();
});

test("points are kept for an hour, and not more than so many", () => {
  expect(withPoint([at(0), at(1)], at(keptPointsMs + 1)).map(({ atMs }) => atMs)).toEqual([1, keptPointsMs + 1]);
  const many = Array.from({ length: keptPoints }, (_, index) => at(index));
  expect(withPoint(many, at(keptPoints))).toHaveLength(keptPoints);
  expect(withPoint(many, at(keptPoints))[0]).toEqual(at(1));
});
