import { describe, expect, test } from "vitest";
import { increaseBetween, observedBetween } from "./histogram.ts";
import { compareScrapes, parseScrape } from "./member-metrics.ts";
import { parseMetrics, valueOf } from "./parse-metrics.ts";

describe("the text of /metrics", () => {
  test("is read line by line: names, labels, values", () => {
    const samples = parseMetrics(
      [
        "# HELP a_total What it counts.",
        "# TYPE a_total counter",
        'a_total{To="8e9e05c52164694d",path="C:\\\\x\\"y\\n"} 3 1395066363000',
        "a_total 1e+06",
        "b +Inf",
        "c NaN",
        "d{} 2",
        "broken line here",
        "",
      ].join("\n"),
    );
    expect(samples.get("a_total")).toEqual([
      { name: "a_total", labels: { To: "8e9e05c52164694d", path: 'C:\\x"y\n' }, value: 3 },
      { name: "a_total", labels: {}, value: 1_000_000 },
    ]);
    expect(valueOf(samples, "b")).toBe(Number.POSITIVE_INFINITY);
    expect(valueOf(samples, "c")).toBeNaN();
    expect(valueOf(samples, "d")).toBe(2);
    expect([...samples.keys()]).toEqual(["a_total", "b", "c", "d"]);
    expect(valueOf(samples, "a_total")).toBe(1_000_003);
    expect(valueOf(samples, "absent")).toBeUndefined();
  });

  test("keeps only what is wanted, and reads carriage returns as the ends of lines", () => {
    const samples = parseMetrics("a 1\r\nb 2\r\n", (name) => name === "b");
    expect([...samples]).toEqual([["b", [{ name: "b", labels: {}, value: 2 }]]]);
  });
});

/** A histogram with bounds 0.1, 0.2 and 0.4, and so many observations in each of its four buckets. */
function histogram(...counts: readonly number[]) {
  let sum = 0;
  const lines = ["0.1", "0.2", "0.4", "+Inf"].map((le, at) => `h_bucket{le="${le}"} ${(sum += counts[at] ?? 0)}`);
  return parseMetrics(lines.join("\n"));
}
const none = parseMetrics("");

describe("a quantile between two scrapes", () => {
  // The expected figures are Prometheus's own for these buckets.
  test.each([
    [[100, 0, 0, 0], 0.5, 0.05],
    [[50, 50, 0, 0], 0.99, 0.198],
    [[0, 0, 10, 0], 0.9, 0.38],
    // Beyond the last bound nothing is known: the bound itself.
    [[1, 0, 0, 99], 0.99, 0.4],
  ])("of %j at %d is %d", (counts, q, expected) => {
    expect(observedBetween(none, histogram(...counts), "h", q)?.quantile).toBeCloseTo(expected, 10);
  });

  test("looks only at what came in between", () => {
    const [before, now] = [histogram(0, 0, 0, 1000), histogram(10, 0, 0, 1000)];
    expect(observedBetween(before, now, "h", 0.99)).toEqual({ count: 10, quantile: expect.closeTo(0.099, 10) });
  });

  test("knows nothing where nothing came, and where there is no such family", () => {
    expect(observedBetween(histogram(5, 5, 5, 5), histogram(5, 5, 5, 5), "h", 0.99)).toEqual({
      count: 0,
      quantile: undefined,
    });
    expect(observedBetween(none, none, "h", 0.99)).toBeUndefined();
  });

  test("begins anew after a restart of the server", () => {
    expect(observedBetween(histogram(100, 100, 100, 100), histogram(0, 10, 0, 0), "h", 0.5)).toEqual({
      count: 10,
      quantile: expect.closeTo(0.15, 10),
    });
  });
});

describe("a counter", () => {
  test("has grown by the difference, over all its labels, and from zero where it fell", () => {
    const before = parseMetrics('c{k="a"} 5\nc{k="b"} 7');
    expect(increaseBetween(before, parseMetrics('c{k="a"} 8\nc{k="b"} 2\nc{k="d"} 1'), "c")).toBe(3 + 2 + 1);
    expect(increaseBetween(before, none, "c")).toBeUndefined();
  });
});

const scraped = (fsync: number, failed: number, db: number) =>
  [
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.001"} ${fsync}`,
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="0.002"} ${fsync}`,
    `etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} ${fsync}`,
    `etcd_server_proposals_failed_total ${failed}`,
    `etcd_server_proposals_committed_total ${failed * 10}`,
    `etcd_mvcc_db_total_size_in_bytes ${db}`,
    "etcd_server_has_leader 1",
    "etcd_server_is_leader 0",
    "etcd_mvcc_db_total_size_in_use_in_bytes 6000",
    'etcd_server_version{server_version="3.5.30"} 1',
    'etcd_network_active_peers{Local="a",Remote="b"} 0',
    "go_goroutines 80",
  ].join("\n");

const handled = (atMs: number, ok: number, failed: number) =>
  parseScrape(
    [
      `grpc_server_handled_total{grpc_code="OK",grpc_method="Put"} ${ok}`,
      `grpc_server_handled_total{grpc_code="Unavailable",grpc_method="Range"} ${failed}`,
    ].join("\n"),
    atMs,
  );

test("requests are kept as one sum, whatever the methods and codes, and told as a pace", () => {
  const [before, now] = [handled(0, 10, 1), handled(2000, 30, 5)];
  expect(now.samples.get("grpc_server_handled_total")).toEqual([expect.objectContaining({ value: 35 })]);
  expect(compareScrapes(before, now).requestsPerSecond).toBe(12);
});

test("two scrapes of a member tell what etcd's own alerts look at, and leave out what its version lacks", () => {
  const [before, now] = [parseScrape(scraped(10, 1, 4096), 1000), parseScrape(scraped(110, 4, 8192), 3000)];
  expect(now.samples.has("go_goroutines")).toBe(false);
  expect(compareScrapes(before, now)).toEqual({
    overMs: 2000,
    fsyncP99Ms: expect.closeTo(0.99, 10),
    proposalsFailed: 3,
    commitsPerSecond: 15,
    dbGrowthBytes: 4096,
    dbBytes: 8192,
    dbInUseBytes: 6000,
    isLeader: false,
    version: "3.5.30",
    hasLeader: true,
    peers: new Map([["b", false]]),
  });
});
