import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelOfCompare, spellDifference } from "../../../test/compare-model.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { keyFromText, valueFromText, type Key } from "../../model/bytes.ts";
import { FailureError, type Failure } from "../../model/failure.ts";
import { asLeaseId, int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange, type KeyRange } from "../../model/range.ts";
import type { CompareRequest } from "./compare-request.ts";
import { compareSides } from "./compare-sides.ts";
import { nameSizes } from "./compare-sizes.ts";
import { nameOf, noDifferences, type Difference, type DifferenceCounts } from "./difference.ts";
import { folderOf } from "../listing/child.ts";
import { ignoreNothing } from "./ignore-rules.ts";
import { pinSide, SideFailure, type Side } from "./side.ts";

const folders = ["", "a/", "a/b/", "b", "ä/", "z/z/"];
const name = fc
  .tuple(fc.constantFrom(...folders), fc.integer({ min: 0, max: 12 }))
  .map(([folder, at]) => `${folder}${at}`);
const write = fc.record({
  prefix: fc.constantFrom("/one/", "/one/", "/two/", "/one", "", "\u00ff"),
  name,
  value: fc.constantFrom("1", "2"),
  lease: fc.constantFrom(0, 0, 7, 8),
  isDelete: fc.constantFrom(false, false, true),
});
interface Write {
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
  readonly lease: number;
  readonly isDelete: boolean;
}

/** So small that some dozens of keys have heads, parts and pages as a million would. */
const sizes = fc.record({
  headKeys: fc.integer({ min: 1, max: 6 }),
  partKeys: fc.integer({ min: 1, max: 8 }),
  searchedKeys: fc.integer({ min: 1, max: 3 }),
  fewShare: fc.constantFrom(0, 0.2, 1),
  contents: fc.constant(1000),
  pages: fc
    .integer({ min: 1, max: 5 })
    .map((maxKeys) => ({ firstKeys: maxKeys, maxKeys, targetBytes: 10_000, growth: 2 })),
  atOnce: fc.integer({ min: 1, max: 3 }),
});

/** Writes one after another, and gives the revision after each. */
async function writeAll(etcd: MemoryEtcd, writes: readonly Write[]): Promise<Revision[]> {
  const revisions = [etcd.revision];
  for (const { prefix, name: each, value, lease, isDelete } of writes) {
    const key = keyFromText(`${prefix}${each}`);
    const put = { key, value: valueFromText(value), lease: asLeaseId(int64(lease)) };
    const operation = isDelete
      ? ({ kind: "delete", request: { key } } as const)
      : ({ kind: "put", request: put } as const);
    await etcd.txn({ compare: [], success: [operation], failure: [] });
    revisions.push(etcd.revision);
  }
  return revisions;
}

async function keysAt(etcd: MemoryEtcd, prefix: Key, revision: Revision): Promise<readonly KeyValue[]> {
  return (await etcd.range({ ...prefixRange(prefix), revision })).kvs;
}

async function run(request: CompareRequest) {
  const told: Difference[] = [];
  const result = await compareSides(request, (batch) => {
    expect(batch.length).toBeGreaterThan(0);
    told.push(...batch);
  });
  return { result, told, lines: told.map((each) => spellDifference(each, request)) };
}

const sum = (counts: DifferenceCounts) => Object.values(counts).reduce((all, each) => all + each, 0);

/** The comparison tells what the model says: in order, counted, and by folder. */
async function expectModel(request: CompareRequest, etcds: { left: MemoryEtcd; right: MemoryEtcd }): Promise<void> {
  const { left, right } = request;
  const keys = {
    left: await keysAt(etcds.left, left.prefix, left.revision),
    right: await keysAt(etcds.right, right.prefix, right.revision),
  };
  const expected = modelOfCompare(request, keys);
  const { told, lines, result } = await run(request);
  expect(lines).toEqual(expected.told);
  expect(result.counts).toEqual(expected.counts);
  expect(result.leftOut).toEqual(expected.leftOut);
  expect(result.told).toBe(told.length);
  const byFolder = new Map<string, number>();
  for (const each of told) {
    const of = nameOf(each, { left: left.prefix, right: right.prefix });
    const folder = String(folderOf(of, 0, Uint8Array.of(0x2f)) ?? "directly");
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + 1);
  }
  const { folders: counted, rest } = result.folders;
  const countedBy = counted.map(({ name: folder, counts }) => [String(folder ?? "directly"), sum(counts)] as const);
  expect(new Map(countedBy)).toEqual(byFolder);
  expect(rest).toEqual(noDifferences);
}

const rules = fc.record({
  prefixes: fc.array(
    fc.record({ isRelative: fc.boolean(), prefix: fc.constantFrom("a/", "/one/a", "1", "/one/", "/two/z", "/") }),
    { maxLength: 2 },
  ),
  leases: fc.boolean(),
});
const ignoreOf = ({ prefixes, leases }: typeof rules extends fc.Arbitrary<infer T> ? T : never) => ({
  ...ignoreNothing,
  prefixes: prefixes.map(({ isRelative, prefix }) => ({ isRelative, prefix: keyFromText(prefix) })),
  leases,
});
const compared = fc.constantFrom("", "/", "/one/", "/two/", "/three/");
const noChoice = [undefined, undefined, undefined];
const within = (prefix: string): readonly (readonly KeyRange[] | undefined)[] => [
  ...noChoice,
  [prefixRange(keyFromText(`${prefix}a/`)), prefixRange(keyFromText(`${prefix}b`))],
  ["1", "a/3", "a/b/12", "b7", "z/z/9"].map((each) => ({ key: keyFromText(`${prefix}${each}`) })),
];

describe("two sides", () => {
  test("of one cluster at two revisions differ as a model says, in order", async () => {
    const given = fc.tuple(
      fc.array(write, { minLength: 1, maxLength: 120, size: "max" }),
      compared,
      fc.tuple(fc.nat(), fc.nat()),
      sizes,
      rules,
      fc.nat({ max: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(given, async ([writes, prefix, [from, to], used, rule, choice]) => {
        const etcd = new MemoryEtcd();
        const revisions = await writeAll(etcd, writes);
        const at = (index: number) => revisions[index % revisions.length] ?? etcd.revision;
        const left = await pinSide(etcd, keyFromText(prefix), at(from));
        const right = await pinSide(etcd, keyFromText(prefix), at(to));
        const chosen = within(prefix)[choice];
        const options = { sizes: used, ignore: ignoreOf(rule), ...(chosen && { within: chosen }) };
        await expectModel({ left, right, isSameCluster: true, ...options }, { left: etcd, right: etcd });
      }),
      { seed: 14, numRuns: 200 },
    );
  });

  test("of one cluster tell what was deleted here and there, and what came back", async () => {
    const names = ["a/", "b/", "b/c/", ""].flatMap((folder) => Array.from({ length: 40 }, (_, at) => `${folder}${at}`));
    const put = { prefix: "/one/", value: "1", lease: 0, isDelete: false };
    const prefix = keyFromText("/one/");
    const act = fc.record({
      name: fc.constantFrom(...names, ...names.map((each) => `${each}x`)),
      isDelete: fc.boolean(),
    });
    const given = fc.tuple(fc.array(act, { maxLength: 30, size: "max" }), fc.integer({ min: 1, max: 6 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(given, async ([acts, searchedKeys, isForward]) => {
        // Each run on a keyspace of its own.
        const etcd = new MemoryEtcd();
        await writeAll(
          etcd,
          names.map((each) => ({ ...put, name: each })),
        );
        const left = await pinSide(etcd, prefix, "live");
        await writeAll(
          etcd,
          acts.map((each) => ({ ...put, ...each, value: "2" })),
        );
        const right = await pinSide(etcd, prefix, "live");
        const sides = isForward ? { left, right } : { left: right, right: left };
        const used = { ...nameSizes, headKeys: 2, partKeys: 90, searchedKeys, fewShare: 1 };
        await expectModel({ ...sides, isSameCluster: true, sizes: used }, { left: etcd, right: etcd });
      }),
      { seed: 16, numRuns: 40 },
    );
  });

  test("of two prefixes and two clusters differ as a model says, in order", async () => {
    const writes = fc.array(write, { maxLength: 60, size: "max" });
    const given = fc.tuple(writes, writes, compared, compared, fc.boolean(), sizes, rules, fc.nat({ max: 4 }));
    await fc.assert(
      fc.asyncProperty(given, async ([ones, others, leftPrefix, rightPrefix, isSameCluster, used, rule, choice]) => {
        const etcd = new MemoryEtcd();
        const other = isSameCluster ? etcd : new MemoryEtcd();
        await writeAll(etcd, ones);
        await writeAll(other, others);
        const left = await pinSide(etcd, keyFromText(leftPrefix), "live");
        const right = await pinSide(other, keyFromText(rightPrefix), "live");
        const chosen = within(leftPrefix)[choice];
        const options = { sizes: used, ignore: ignoreOf(rule), ...(chosen && { within: chosen }) };
        await expectModel({ left, right, isSameCluster, ...options }, { left: etcd, right: other });
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  test("tell the first of very many differences, and count them all", async () => {
    const etcd = new MemoryEtcd();
    const puts = Array.from({ length: 60 }, (_, at) => ({
      prefix: "/one/",
      name: `a/${String(at).padStart(2, "0")}`,
      value: "1",
      lease: 0,
      isDelete: false,
    }));
    await writeAll(etcd, puts);
    const middle = etcd.revision;
    await writeAll(
      etcd,
      puts.map((put) => ({ ...put, value: "2" })),
    );
    const prefix = keyFromText("/one/");
    const sides = { left: await pinSide(etcd, prefix, middle), right: await pinSide(etcd, prefix, "live") };
    const few = { ...nameSizes, headKeys: 4, partKeys: 6, contents: 10 };
    for (const keep of [0, 7, 25]) {
      const { told, result } = await run({ ...sides, isSameCluster: true, keep, sizes: few });
      expect(told.map((each) => each.kind === "differs" && String(each.left.key))).toEqual(
        puts.slice(0, keep).map(({ prefix: start, name: each }) => String(keyFromText(`${start}${each}`))),
      );
      // Of all but ten it is known by their revision only that they differ.
      expect(result).toMatchObject({ counts: { differs: 60, same: 0 }, told: keep, unread: 50 });
    }
  });

  test("end with the side that failed, and what was told until then holds", async () => {
    const etcd = new MemoryEtcd();
    const puts = Array.from({ length: 40 }, (_, at) => ({
      prefix: "/one/",
      name: String(at).padStart(2, "0"),
      value: "1",
      lease: 0,
      isDelete: false,
    }));
    await writeAll(etcd, puts);
    const middle = etcd.revision;
    await writeAll(
      etcd,
      puts.map((put) => ({ ...put, value: "2" })),
    );
    const prefix = keyFromText("/one/");
    const sides = { left: await pinSide(etcd, prefix, middle), right: await pinSide(etcd, prefix, "live") };
    const few = { ...nameSizes, headKeys: 4, partKeys: 6 };
    const whole = await run({ ...sides, isSameCluster: true, sizes: few });
    expect(whole.lines).toHaveLength(40);
    const compacted: Failure = { kind: "compacted", status: 400, code: 11, message: "etcdserver: compacted" };
    let endedEarly = 0;
    for (let answers = 0; answers < 12; answers++) {
      let asked = 0;
      const fail = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
        if (asked++ === answers) throw new FailureError(compacted);
        return await ask();
      };
      const { call } = sides.left;
      const left: Side = {
        ...sides.left,
        call: {
          range: (request, signal) => fail(() => call.range(request, signal)),
          txn: (request, signal) => fail(() => call.txn(request, signal)),
        },
      };
      const told: Difference[] = [];
      const request = { ...sides, left, isSameCluster: true, sizes: few };
      const error: unknown = await compareSides(request, (batch) => told.push(...batch)).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(SideFailure);
      expect(error).toMatchObject({ side: "left", failure: compacted });
      expect(told.map((each) => spellDifference(each, request))).toEqual(whole.lines.slice(0, told.length));
      if (told.length > 0) endedEarly++;
    }
    expect(endedEarly).toBeGreaterThan(5);
  });

  test("are left as soon as they are told to stop", async () => {
    const etcd = new MemoryEtcd();
    const revisions = await writeAll(etcd, [
      { prefix: "/one/", name: "a", value: "1", lease: 0, isDelete: false },
      { prefix: "/one/", name: "b", value: "1", lease: 0, isDelete: false },
    ]);
    const prefix = keyFromText("/one/");
    const left = await pinSide(etcd, prefix, revisions[1] ?? etcd.revision);
    const right = await pinSide(etcd, prefix, "live");
    const stopping = new AbortController();
    const request = { left, right, isSameCluster: true, signal: stopping.signal, sizes: { ...nameSizes, headKeys: 1 } };
    const comparing = compareSides(
      request,
      () => undefined,
      () => stopping.abort(new Error("stopped")),
    );
    await expect(comparing).rejects.toThrow("stopped");
  });
});
