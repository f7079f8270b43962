import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue, compareBytes, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import { isInRange, openEnd, prefixRange } from "../../model/range.ts";
import { fakeEtcd, fakeKeyValue, fakeRevision } from "../../../test/fake-scan-etcd.ts";
import { estimateJsonBytes, nextLimit, smallerLimit, valuePages } from "./page-size.ts";
import { scanRange, type ScanPage, type ScanRequest, type ScanCall } from "./scan-range.ts";

async function scanAll(call: ScanCall, request: ScanRequest): Promise<ScanPage[]> {
  const pages: ScanPage[] = [];
  for await (const page of scanRange(call, request)) pages.push(page);
  return pages;
}

const byte = fc.constantFrom(0x00, 0x2f, 0x61, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 5 }).map((list): Key => asKey(Uint8Array.from(list)));
const anyKv = fc
  .tuple(anyKey, fc.uint8Array({ maxLength: 40 }))
  .map(([key, value]) => fakeKeyValue(key, asValue(Uint8Array.from(value))));
const keyspace = fc.uniqueArray(anyKv, { maxLength: 60, selector: ({ key }) => encodeHex(key) });
const anySizes = fc.record({
  firstKeys: fc.integer({ min: 1, max: 9 }),
  maxKeys: fc.integer({ min: 1, max: 20 }),
  targetBytes: fc.integer({ min: 1, max: 4000 }),
  growth: fc.integer({ min: 1, max: 30 }),
});
const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => fakeKeyValue(keyFromText(`/k${String(at).padStart(4, "0")}`)));

describe("scanning a range", () => {
  test("gives every key of it once, in order, whatever the pages and however small an answer must be", async () => {
    await fc.assert(
      fc.asyncProperty(
        keyspace,
        anyKey,
        fc.boolean(),
        anySizes,
        fc.integer({ min: 45, max: 200 }),
        async (kvs, prefix, whole, sizes, maxBytes) => {
          const range = whole ? { key: openEnd, rangeEnd: openEnd } : prefixRange(prefix);
          const etcd = fakeEtcd(kvs, { maxBytes });
          const pages = await scanAll(etcd, { range, keysOnly: false, sizes });
          const due = kvs.filter(({ key }) => isInRange(key, range)).toSorted((a, b) => compareBytes(a.key, b.key));
          expect(pages.flatMap((page) => page.kvs)).toEqual(due);
          expect(pages.at(-1)).toMatchObject({ done: due.length, total: due.length, revision: fakeRevision });
          expect(etcd.asked.every(({ limit }) => Number(limit) >= 1)).toBe(true);
          expect(etcd.asked.every(({ limit }) => Number(limit) <= Math.max(sizes.firstKeys, sizes.maxKeys))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("stays at the revision of the first page, within the range's own end", async () => {
    const etcd = fakeEtcd(numbered(30));
    const sizes = { firstKeys: 10, maxKeys: 10, targetBytes: 1e6, growth: 8 };
    await scanAll(etcd, { range: prefixRange(keyFromText("/k")), keysOnly: true, sizes });
    expect(etcd.asked).toHaveLength(3);
    expect(etcd.asked.map(({ revision }) => revision)).toEqual([undefined, fakeRevision, fakeRevision]);
    expect(etcd.asked.every(({ rangeEnd }) => encodeHex(rangeEnd ?? openEnd) === encodeHex(keyFromText("/l")))).toBe(
      true,
    );
  });

  test("asks for the next page while this one is worked on, and gives it up when one leaves", async () => {
    const etcd = fakeEtcd(numbered(30));
    const signals: (AbortSignal | undefined)[] = [];
    const call: ScanCall = {
      range: (request, signal) => {
        signals.push(signal);
        return etcd.range(request, signal);
      },
    };
    const sizes = { firstKeys: 10, maxKeys: 10, targetBytes: 1e6, growth: 8 };
    for await (const page of scanRange(call, { range: prefixRange(keyFromText("/k")), keysOnly: true, sizes })) {
      expect(page.done).toBe(10);
      expect(etcd.asked).toHaveLength(2);
      break;
    }
    expect(signals[1]?.aborted).toBe(true);
  });

  test("ends when its signal aborts", async () => {
    const leaving = new AbortController();
    const sizes = { firstKeys: 1, maxKeys: 1, targetBytes: 1e6, growth: 8 };
    const request = { range: prefixRange(keyFromText("/k")), keysOnly: true, sizes, signal: leaving.signal };
    const seen: number[] = [];
    const scanning = (async () => {
      for await (const { done } of scanRange(fakeEtcd(numbered(9)), request)) {
        seen.push(done);
        if (done === 3) leaving.abort();
      }
    })();
    await expect(scanning).rejects.toThrow("abort");
    expect(seen.length).toBeLessThan(5);
  });

  test("says that one key alone is too large", async () => {
    const kvs = [fakeKeyValue(keyFromText("a"), asValue(new Uint8Array(100)))];
    const scanning = scanAll(fakeEtcd(kvs, { maxBytes: 50 }), {
      range: prefixRange(keyFromText("a")),
      keysOnly: false,
    });
    await expect(scanning).rejects.toMatchObject({ failure: { kind: "too-large" } });
  });
});

describe("the size of a page", () => {
  test("follows the bytes seen, and grows step by step", () => {
    expect(nextLimit(valuePages, 500, 500 * 100)).toBe(4000);
    expect(nextLimit(valuePages, 500, 500 * 1_000_000)).toBe(8);
    expect(nextLimit(valuePages, 1, 1e9)).toBe(1);
    expect(nextLimit(valuePages, 40_000, 40_000)).toBe(valuePages.maxKeys);
  });

  test("shrinks to one key and no further", () => {
    expect([100, 8, 2, 1].map(smallerLimit)).toEqual([12, 1, 1, undefined]);
  });

  test("estimates base64 and the fields around it", () => {
    expect(estimateJsonBytes(2, 300)).toBe(2 * 110 + 400);
  });
});
