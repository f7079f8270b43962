import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, compareBytes, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { isInRange, keyAfter, openEnd, prefixEnd, prefixRange } from "../../model/range.ts";
import { fakeEtcd, fakeKeyValue, fakeRevision } from "../../../test/fake-scan-etcd.ts";
import { partition } from "./partition.ts";
import { scanParts, type PartsPage, type PartsRequest } from "./scan-parts.ts";

async function scanAll(call: Parameters<typeof scanParts>[0], request: PartsRequest): Promise<PartsPage[]> {
  const pages: PartsPage[] = [];
  await scanParts(call, request, (page) => pages.push(page));
  return pages;
}
const inOrder = (pages: readonly PartsPage[]) =>
  pages.toSorted((a, b) => a.part - b.part).flatMap(({ kvs }) => kvs.map(({ key }) => key));

const byte = fc.constantFrom(0x00, 0x2f, 0x61, 0x62, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 6 }).map((list): Key => asKey(Uint8Array.from(list)));
const keyspace = fc.uniqueArray(anyKey, { maxLength: 80, selector: encodeHex });
const sizes = { firstKeys: 3, maxKeys: 5, targetBytes: 1e6, growth: 8 };
const kinds = ["configmaps", "events", "pods", "secrets"];
const registry = Array.from({ length: 4000 }, (_, at) =>
  keyFromText(`/registry/${kinds[at % 4]}/ns-${at % 37}/object-${at}`),
).toSorted(compareBytes);
const ofRegistry = () => fakeEtcd(registry.map((key) => fakeKeyValue(key)));

describe("several readers of one range", () => {
  test("read every key once, in order within their parts", async () => {
    await fc.assert(
      fc.asyncProperty(keyspace, anyKey, fc.boolean(), async (keys, prefix, whole) => {
        const range = whole ? { key: openEnd, rangeEnd: openEnd } : prefixRange(prefix);
        const etcd = fakeEtcd(keys.map((key) => fakeKeyValue(key)));
        const pages = await scanAll(etcd, { range, keysOnly: true, sizes, sharedFrom: 1 });
        const due = keys.filter((key) => isInRange(key, range)).toSorted(compareBytes);
        expect(inOrder(pages)).toEqual(due);
        expect(pages.at(-1)).toMatchObject({ done: due.length, total: due.length });
        // What is said to have ended has no page after that.
        for (const [at, { ended }] of pages.entries()) {
          expect(pages.slice(at).every(({ part }) => part >= ended)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("ask within tight ends: nothing is counted again and again", async () => {
    const etcd = ofRegistry();
    const wide = { firstKeys: 100, maxKeys: 1000, targetBytes: 1e9, growth: 8 };
    const pages = await scanAll(etcd, {
      range: prefixRange(keyFromText("/")),
      keysOnly: true,
      sizes: wide,
      sharedFrom: 1,
    });
    expect(inOrder(pages)).toEqual(registry);
    // All but the first page end where their part does.
    expect(etcd.asked.slice(1).every(({ rangeEnd }) => rangeEnd !== undefined)).toBe(true);
    const ends = new Set(etcd.asked.map(({ rangeEnd }) => encodeHex(rangeEnd ?? openEnd)));
    expect(ends.size).toBeGreaterThan(8);
  });

  test("leave ranges that are small to one", async () => {
    const pages = await scanAll(ofRegistry(), { range: prefixRange(keyFromText("/")), keysOnly: true, sizes });
    expect(new Set(pages.map(({ part }) => part))).toEqual(new Set([0]));
  });

  test("all stop where one of them fails, with its failure", async () => {
    const etcd = ofRegistry();
    const failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" } as const;
    const broken = { ...etcd, txn: () => Promise.reject(new FailureError(failure)) };
    const scanning = scanAll(broken, { range: prefixRange(keyFromText("/")), keysOnly: true, sizes, sharedFrom: 1 });
    await expect(scanning).rejects.toMatchObject({ failure });
    expect(etcd.asked.length).toBeLessThan(20);
  });
});

describe("the parts of a range", () => {
  const numbers = Array.from({ length: 1000 }, (_, at) =>
    keyFromText(`/a/long/common/beginning/of/all/${10_000 + at}`),
  );

  test.each([
    ["names of several levels", registry],
    ["names that differ in one long number only", numbers],
  ])("are about equal, without gaps: %s", async (_name, keys) => {
    const etcd = fakeEtcd(keys.map((key) => fakeKeyValue(key)));
    const [first = openEnd] = keys;
    const target = keys.length / 10;
    for (const rangeEnd of [openEnd, prefixEnd(keyFromText("/"))]) {
      const request = { after: fakeKeyValue(first), rangeEnd, count: keys.length, target, revision: fakeRevision };
      const parts = await partition(etcd, request);
      expect(parts.at(-1)?.rangeEnd).toEqual(rangeEnd);
      for (const [at, { rangeEnd: end }] of parts.slice(0, -1).entries()) expect(parts[at + 1]?.key).toEqual(end);
      const counts = parts.map((range) => keys.filter((key) => isInRange(key, range)).length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(keys.length - 1);
      expect(Math.max(...counts)).toBeLessThanOrEqual(target);
      expect(parts.length).toBeLessThan(25);
    }
  });

  test("are none after the only key", async () => {
    const only = keyFromText("a");
    const request = {
      after: fakeKeyValue(only),
      rangeEnd: keyAfter(only),
      count: 1,
      target: 1,
      revision: fakeRevision,
    };
    expect(await partition(fakeEtcd([fakeKeyValue(only)]), request)).toEqual([]);
  });
});
