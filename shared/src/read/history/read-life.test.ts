import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { asValue, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asRevision, int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { versionsPerPage, type KeyLife } from "./key-version.ts";
import { readLife } from "./read-life.ts";
import { valueBytesPerPage } from "./value-budget.ts";

const key = keyFromText("/a");
const other = keyFromText("/other");
const revision = (at: number): Revision => asRevision(int64(at));

const put = (etcd: CompactedEtcd, text: string, at = key) =>
  etcd.txn({ compare: [], success: [{ kind: "put", request: { key: at, value: valueFromText(text) } }], failure: [] });
const large = (etcd: CompactedEtcd, bytes: number) =>
  etcd.txn({
    compare: [],
    success: [{ kind: "put", request: { key, value: asValue(new Uint8Array(bytes)) } }],
    failure: [],
  });
const remove = (etcd: CompactedEtcd) =>
  etcd.txn({ compare: [], success: [{ kind: "delete", request: { key } }], failure: [] });

/** The versions of the present life that can still be read, by looking at every revision. The newest first. */
function expected(etcd: CompactedEtcd): KeyValue[] {
  const found = new Map<string, KeyValue>();
  const head = etcd.all().find((kv) => kv.key.join() === key.join());
  for (const { revision: at, keys } of etcd.history) {
    const next = etcd.history[etcd.history.findIndex((each) => each.revision === at) + 1];
    const isReadable = next === undefined || BigInt(next.revision) > BigInt(etcd.floor);
    for (const kv of keys.values()) {
      if (isReadable && kv.key.join() === key.join() && kv.createRevision === head?.createRevision) {
        found.set(kv.modRevision, kv);
      }
    }
  }
  return [...found.values()].toReversed();
}

/** Reads page after page, as "Load older versions" does. */
async function readAll(etcd: CompactedEtcd): Promise<{ readonly life: KeyLife; readonly mostCalls: number }> {
  let life: KeyLife | undefined;
  let mostCalls = 0;
  for (let wanted = versionsPerPage; ; wanted += versionsPerPage) {
    const before = etcd.calls;
    life = await readLife(etcd, key, { wanted, known: life });
    mostCalls = Math.max(mostCalls, etcd.calls - before);
    if (life.end !== "more") return { life, mostCalls };
  }
}

test("a server that takes few operations at once is read from all the same", async () => {
  const etcd = new CompactedEtcd(16);
  for (let at = 0; at < 100; at++) await put(etcd, String(at));
  const { life } = await readAll(etcd);
  expect(life.versions.map(({ modRevision }) => modRevision)).toEqual(
    expected(etcd).map(({ modRevision }) => modRevision),
  );
});

const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("put"), times: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("other"), times: fc.integer({ min: 1, max: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete"), times: fc.constant(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("compact"), times: fc.integer({ min: 0, max: 100 }) }) },
);

async function run(etcd: CompactedEtcd, acts: readonly { readonly kind: string; readonly times: number }[]) {
  let text = 0;
  for (const { kind, times } of acts) {
    if (kind === "compact") {
      // So many percent of what is left.
      const [from, to] = [Number(etcd.floor), Number(etcd.revision)];
      etcd.floor = revision(from + Math.floor(((to - from) * times) / 100));
      continue;
    }
    for (let at = 0; at < times; at++) {
      if (kind === "delete") await remove(etcd);
      else await put(etcd, `${++text}`, kind === "put" ? key : other);
    }
  }
}

describe("the versions of a key", () => {
  test("are those of every revision, whatever was put, deleted and compacted in whichever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 14 }), fc.boolean(), async (acts, tellsFloor) => {
        const etcd = new CompactedEtcd();
        etcd.tellsFloor = tellsFloor;
        await run(etcd, acts);
        const { life, mostCalls } = await readAll(etcd);
        expect(life.versions).toEqual(expected(etcd));
        expect(life.floor).toBe(etcd.floor);
        expect(life.head).toEqual(life.versions[0]);
        const oldest = life.versions.at(-1);
        expect(life.end).toBe(oldest === undefined || oldest.version === "1" ? "created" : "compacted");
        // Walking back one by one would be as many calls as there are versions.
        expect(mostCalls).toBeLessThanOrEqual(versionsPerPage);
      }),
      { numRuns: 150 },
    );
  });

  test("of 5,000 take few calls a page, written evenly, at once or in bursts", async () => {
    const shapes = { even: [1, 3], atOnce: [5000, 0], bursts: [50, 400] } as const;
    for (const [puts, others] of Object.values(shapes)) {
      const etcd = new CompactedEtcd();
      // Of every revision only what is asked for is looked at.
      for (let written = 0; written < 1000; written += puts) {
        for (let at = 0; at < Math.min(puts, 1000); at++) await put(etcd, `${written + at}`);
        for (let at = 0; at < others; at++) await put(etcd, "x", other);
      }
      etcd.calls = 0;
      const life = await readLife(etcd, key);
      expect(life.versions).toHaveLength(versionsPerPage);
      expect(etcd.calls).toBeLessThanOrEqual(6);
    }
  });

  test("that were read are not read again: a new version costs one walk of one step, and a page only its own", async () => {
    const etcd = new CompactedEtcd();
    await run(etcd, [{ kind: "put", times: 100 }]);
    const life = await readLife(etcd, key);
    await put(etcd, "new");
    etcd.calls = 0;
    const next = await readLife(etcd, key, { wanted: versionsPerPage + 1, known: life });
    expect(next.versions.slice(1)).toEqual(life.versions);
    expect(next.versions[1]).toBe(life.versions[0]);
    expect(etcd.calls).toBe(1);
  });

  test("of another life are not mixed with those of this one", async () => {
    const etcd = new CompactedEtcd();
    await run(etcd, [{ kind: "put", times: 5 }]);
    const life = await readLife(etcd, key);
    await remove(etcd);
    expect(await readLife(etcd, key, { known: life })).toMatchObject({ versions: [], end: "created" });
    await put(etcd, "again");
    const again = await readLife(etcd, key, { known: life });
    expect(again.versions).toEqual(expected(etcd));
    expect(again.versions).toHaveLength(1);
  });

  test("are read although etcd compacts in between", async () => {
    const etcd = new CompactedEtcd();
    await run(etcd, [{ kind: "put", times: 100 }]);
    let calls = 0;
    etcd.onCall = () => {
      if (++calls === 3) etcd.floor = revision(90);
    };
    const life = await readLife(etcd, key);
    expect(life.versions).toEqual(expected(etcd));
    expect(life).toMatchObject({ floor: "90", end: "compacted" });
  });
});

describe("values", () => {
  test("of a page come to no more than is bounded, and the versions without one say so", async () => {
    const etcd = new CompactedEtcd();
    const bytes = 1_000_000;
    for (let at = 0; at < 30; at++) await large(etcd, bytes);
    const life = await readLife(etcd, key);
    expect(life.versions).toHaveLength(30);
    const read = life.versions.filter(({ value }) => value !== undefined).length;
    expect(read * bytes).toBeLessThanOrEqual(valueBytesPerPage);
    expect(read).toBeGreaterThan(1);
    expect(life.versions.findIndex(({ value }) => value === undefined)).toBe(read);
    expect(etcd.largestResponse).toBeLessThanOrEqual(valueBytesPerPage);

    // Another version leaves no room for more; another page has room of its own.
    await large(etcd, bytes);
    const next = await readLife(etcd, key, { known: life });
    expect(next.versions.filter(({ value }) => value !== undefined)).toHaveLength(read + 1);
    const more = await readLife(etcd, key, { known: next, wanted: 2 * versionsPerPage });
    expect(more.versions.filter(({ value }) => value !== undefined)).toHaveLength(2 * read);
  });

  test("of unknown size are asked for a few at first", async () => {
    const etcd = new CompactedEtcd();
    for (let at = 0; at < 30; at++) await large(etcd, 1_000_000);
    await put(etcd, "small");
    await readLife(etcd, key);
    expect(etcd.largestResponse).toBeLessThanOrEqual(8_000_000);
  });

  test("that are more than a response may hold are read in smaller parts, and one that is alone is left", async () => {
    const etcd = new CompactedEtcd();
    await large(etcd, 900);
    await large(etcd, 1100);
    for (let at = 0; at < 30; at++) await large(etcd, 300);
    await put(etcd, "small");
    etcd.mostBytes = 1000;
    const life = await readLife(etcd, key);
    expect(life.versions.map(({ version }) => version)).toEqual(expected(etcd).map(({ version }) => version));
    const unread = life.versions.filter(({ value }) => value === undefined);
    expect(unread.map(({ version }) => version)).toEqual(["2"]);
  });
});
