import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, compareBytes, encodeHex, keyFromText, startsWith, type Key } from "../bytes.ts";
import { FailureError } from "../failure.ts";
import { isInRange, openEnd, prefixEnd, prefixRange } from "../range.ts";
import { fakeEtcd, fakeKeyValue, fakeRevision } from "./fake-etcd.ts";
import { findMiddle } from "./find-middle.ts";
import { scanHalves, type HalvesPage, type HalvesRequest } from "./scan-halves.ts";

async function scanAll(call: Parameters<typeof scanHalves>[0], request: HalvesRequest): Promise<HalvesPage[]> {
  const pages: HalvesPage[] = [];
  await scanHalves(call, request, (page) => pages.push(page));
  return pages;
}
const inOrder = (pages: readonly HalvesPage[]) =>
  [0, 1].flatMap((half) => pages.filter((page) => page.half === half).flatMap(({ kvs }) => kvs.map(({ key }) => key)));

const byte = fc.constantFrom(0x00, 0x2f, 0x61, 0x62, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 6 }).map((list): Key => asKey(Uint8Array.from(list)));
const keyspace = fc.uniqueArray(anyKey, { maxLength: 80, selector: encodeHex });
const sizes = { firstKeys: 3, maxKeys: 5, targetBytes: 1e6 };
const kinds = ["configmaps", "events", "pods", "secrets"];
const registry = Array.from({ length: 4000 }, (_, at) =>
  keyFromText(`/registry/${kinds[at % 4]}/ns-${at % 37}/object-${at}`),
).toSorted(compareBytes);

describe("two readers of one range", () => {
  test("read every key once, in order within their halves", async () => {
    await fc.assert(
      fc.asyncProperty(keyspace, anyKey, fc.boolean(), async (keys, prefix, whole) => {
        const range = whole ? { key: openEnd, rangeEnd: openEnd } : prefixRange(prefix);
        const etcd = fakeEtcd(keys.map((key) => fakeKeyValue(key)));
        const pages = await scanAll(etcd, { range, keysOnly: true, sizes, sharedFrom: 1 });
        const due = keys.filter((key) => isInRange(key, range)).toSorted(compareBytes);
        expect(inOrder(pages)).toEqual(due);
        expect(pages.at(-1)).toMatchObject({ done: due.length, total: due.length });
      }),
      { numRuns: 500 },
    );
  });

  test("leave ranges that are small to one", async () => {
    const etcd = fakeEtcd(registry.map((key) => fakeKeyValue(key)));
    const pages = await scanAll(etcd, { range: prefixRange(keyFromText("/")), keysOnly: true, sizes });
    expect(new Set(pages.map(({ half }) => half))).toEqual(new Set([0]));
  });

  test("both stop where one of them fails, with its failure", async () => {
    const etcd = fakeEtcd(registry.map((key) => fakeKeyValue(key)));
    const failure = { kind: "rejected", status: 403, code: 7, message: "permission denied" } as const;
    const broken = { ...etcd, txn: () => Promise.reject(new FailureError(failure)) };
    const scanning = scanAll(broken, { range: prefixRange(keyFromText("/")), keysOnly: true, sizes, sharedFrom: 1 });
    await expect(scanning).rejects.toMatchObject({ failure });
    expect(etcd.asked.length).toBeLessThan(20);
  });
});

const shareBefore = (middle: Key | undefined, keys: readonly Key[]) =>
  middle === undefined ? 0 : keys.filter((key) => compareBytes(key, middle) < 0).length / keys.length;

describe("the middle of a range", () => {
  test("is about in the middle, whatever the names have in common", async () => {
    const etcd = fakeEtcd(registry.map((key) => fakeKeyValue(key)));
    const after = registry[10] ?? openEnd;
    for (const rangeEnd of [openEnd, prefixEnd(keyFromText("/registry/")), prefixEnd(keyFromText("/"))]) {
      const share = shareBefore(await findMiddle(etcd, { after, rangeEnd, revision: fakeRevision }), registry);
      expect(share).toBeGreaterThan(0.4);
      expect(share).toBeLessThan(0.6);
    }
  });

  test("is found among keys that differ in one long number only", async () => {
    const prefix = keyFromText("/a/long/common/beginning/of/all/");
    const keys = Array.from({ length: 1000 }, (_, at) => keyFromText(`/a/long/common/beginning/of/all/${10_000 + at}`));
    const etcd = fakeEtcd(keys.map((key) => fakeKeyValue(key)));
    const rangeEnd = prefixEnd(prefix);
    const middle = await findMiddle(etcd, { after: keys[0] ?? openEnd, rangeEnd, revision: fakeRevision });
    expect(middle !== undefined && startsWith(middle, prefix)).toBe(true);
    expect(Math.abs(shareBefore(middle, keys) - 0.5)).toBeLessThan(0.1);
  });

  test("is none where no key is left", async () => {
    const etcd = fakeEtcd([fakeKeyValue(keyFromText("a"))]);
    const request = { after: keyFromText("a"), rangeEnd: openEnd, revision: fakeRevision };
    expect(await findMiddle(etcd, request)).toBeUndefined();
  });
});
