import { describe, expect, test } from "vitest";
import { asValue, decodeUtf8, keyFromText } from "../../model/bytes.ts";
import { allKeys, prefixRange, type KeyRange } from "../../model/range.ts";
import { fakeEtcd, fakeKeyValue } from "../../../test/fake-scan-etcd.ts";
import { spreadOrder, spreadSample, type SpreadLimits } from "./spread-sample.ts";

const named = (name: string, valueBytes = 1) => fakeKeyValue(keyFromText(name), asValue(new Uint8Array(valueBytes)));
const numbered = (prefix: string, count: number, valueBytes = 1) =>
  Array.from({ length: count }, (_, at) => named(`${prefix}${String(at).padStart(5, "0")}`, valueBytes));
const limits: SpreadLimits = { keys: 50, bytes: 1_000_000, listed: 300 };
type Call = Parameters<typeof spreadSample>[0];

const take = async (
  call: Call,
  ranges: readonly KeyRange[],
  counts: readonly number[],
  bent: Partial<SpreadLimits> = {},
) => {
  const sample = await spreadSample(call, ranges, counts, undefined, { ...limits, ...bent });
  return sample.toSorted((a, b) => (decodeUtf8(a.key) ?? "").localeCompare(decodeUtf8(b.key) ?? ""));
};
const average = (sample: Awaited<ReturnType<typeof take>>) =>
  sample.reduce((sum, { value }) => sum + value.length, 0) / sample.length;

describe("a sample over ranges", () => {
  test("is all of them, where there are few", async () => {
    const kvs = [...numbered("/a/", 20), ...numbered("/b/", 5, 1000)];
    const sample = await take(fakeEtcd(kvs), [prefixRange(keyFromText("/"))], [25]);
    expect(sample.map(({ key }) => decodeUtf8(key))).toEqual(kvs.map(({ key }) => decodeUtf8(key)));
  });

  test("is spread evenly over a range whose names are listed", async () => {
    // 200 small keys come first, then 100 large ones.
    const sample = await take(fakeEtcd([...numbered("/a/", 200), ...numbered("/b/", 100, 901)]), [allKeys], [300]);
    expect(sample).toHaveLength(50);
    expect(average(sample)).toBeGreaterThan(270);
    expect(average(sample)).toBeLessThan(330);
  });

  test("is spread over a range that is too large to be listed", async () => {
    const kvs = [...numbered("/a/", 2000), ...numbered("/b/", 1000, 901)];
    const sample = await take(fakeEtcd(kvs), [allKeys], [3000]);
    expect(sample.length).toBeGreaterThan(25);
    expect(average(sample)).toBeGreaterThan(200);
    expect(average(sample)).toBeLessThan(400);
  });

  test("takes of several ranges and of single keys as many as each has of all", async () => {
    const kvs = [...numbered("/a/", 90), ...numbered("/b/", 10), named("/c"), named("/d")];
    const ranges = [prefixRange(keyFromText("/a/")), prefixRange(keyFromText("/b/")), { key: keyFromText("/c") }];
    const sample = await take(fakeEtcd(kvs), ranges, [90, 10, 1], { keys: 101 });
    expect(sample).toHaveLength(101);
    const some = await take(fakeEtcd(kvs), ranges, [90, 10, 1], { keys: 20 });
    expect(some.filter(({ key }) => decodeUtf8(key)?.startsWith("/b/")).length).toBe(2);
  });

  test("stops once it has read enough, and is spread even then", async () => {
    const kvs = [...numbered("/a/", 30, 100_000), ...numbered("/b/", 10, 200_000)];
    const sample = await take(fakeEtcd(kvs, { maxBytes: 500_000 }), [allKeys], [40]);
    expect(sample.length).toBeLessThan(20);
    expect(sample.some(({ key }) => decodeUtf8(key)?.startsWith("/b/"))).toBe(true);
    expect(average(sample)).toBeGreaterThan(110_000);
    expect(average(sample)).toBeLessThan(150_000);
  });

  test("is nothing of nothing", async () => {
    expect(await take(fakeEtcd([]), [allKeys], [0])).toEqual([]);
    expect(await take(fakeEtcd([]), [{ key: keyFromText("/gone") }], [1])).toEqual([]);
  });
});

test("the order in which they are read is far from itself", () => {
  expect(spreadOrder(8)).toEqual([0, 4, 2, 6, 1, 5, 3, 7]);
  expect(spreadOrder(5).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  expect([spreadOrder(0), spreadOrder(1)]).toEqual([[], [0]]);
});
