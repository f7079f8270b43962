import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { eventsOf, replayOf } from "../../../test/model-replay.ts";
import { asValue, keyFromText } from "../../model/bytes.ts";
import { asRevision, compareInt64, int64, type Revision } from "../../model/int64.ts";
import { allKeys, isInRange, prefixRange, type KeyRange } from "../../model/range.ts";
import type { Operation } from "../../model/txn.ts";
import type { KeyEvent } from "../../model/watch.ts";
import { mostSilentReplay } from "../live/live-state.ts";
import { nextChange, previousChange, type Step, type StepCall } from "./step.ts";
import { fewKeys } from "./written-keys.ts";

const rev = (value: number): Revision => asRevision(int64(value));
const names = ["/a/1", "/a/2", "/a/deep/3", "/b/1", "/c"];
const put = (name: string): Operation => ({
  kind: "put",
  request: { key: keyFromText(name), value: asValue(Uint8Array.of(1)) },
});
const remove = (name: string): Operation => ({ kind: "delete", request: { key: keyFromText(name) } });

/** Writes in transactions of one or two keys. */
async function written(writes: readonly (readonly [string, boolean])[][]): Promise<MemoryEtcd> {
  const etcd = new MemoryEtcd();
  for (const batch of writes) {
    const once = new Map(batch);
    const success = [...once].map(([name, isPut]) => (isPut ? put(name) : remove(name)));
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await etcd.txn({ compare: [], success, failure: [] });
  }
  return etcd;
}

const batches = fc.array(fc.array(fc.tuple(fc.constantFrom(...names), fc.boolean()), { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 30,
});
const looked = fc.constantFrom<readonly KeyRange[]>(
  [prefixRange(keyFromText("/a/"))],
  [{ key: keyFromText("/c") }],
  [allKeys],
  [prefixRange(keyFromText("/a/")), prefixRange(keyFromText("/b/"))],
);

const revisionOf = ({ revision }: KeyEvent) => revision;
const everyRevision = (from: Revision, to: Revision) =>
  Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => rev(Number(from) + at));
const revisionIn = (step: Step) => (step.kind === "change" ? step.revision : step.kind);

/** An etcd whose ranges seem to have too many keys to be read. */
const withManyKeys = ({ range, ...call }: StepCall): StepCall => ({
  ...call,
  range: async (request) => ({ ...(await range(request)), more: true }),
});

describe("stepping from change to change", () => {
  test.each([
    { keys: "few keys", seen: (call: StepCall) => call, seesPutAtFloor: true },
    { keys: "too many keys to read", seen: withManyKeys, seesPutAtFloor: false },
  ])("leads to the nearest write before and after: $keys", async ({ seen, seesPutAtFloor }) => {
    await fc.assert(
      fc.asyncProperty(batches, looked, fc.nat(40), fc.nat(10), async (writes, ranges, at, compacted) => {
        const etcd = await written(writes);
        const newest = etcd.revision;
        const from = rev(Math.min(1 + at, Number(newest)));
        const floor = rev(Math.min(1 + compacted, Number(from)));
        const { replay } = replayOf(etcd);
        const call = seen({ range: (request) => etcd.range(request), replay });
        const own = eventsOf(etcd).filter(({ key }) => ranges.some((range) => isInRange(key, range)));
        // Of the revision of the compaction itself only what is still there can be told.
        const isTold = ({ type, revision }: KeyEvent) =>
          compareInt64(revision, floor) > 0 || (seesPutAtFloor && type === "put" && revision === floor);
        const revisions = ranges[0] === allKeys ? everyRevision(floor, newest) : own.filter(isTold).map(revisionOf);
        const after = revisions.find((revision) => compareInt64(revision, from) > 0);
        const before = revisions.findLast((revision) => compareInt64(revision, from) < 0);
        const request = { ranges, from, newest, floor, isAgreed: false };
        expect(revisionIn(await nextChange(call, request))).toBe(after ?? "none");
        expect(revisionIn(await previousChange(call, request))).toBe(before ?? "none");
      }),
      { seed: 14, numRuns: 300 },
    );
  });

  test("asks before it replays more than is replayed without a question, and names the change that it knows", async () => {
    const etcd = await written([[["/a/1", true]], [["/c", true]], [["/c", true]]]);
    const { replay, asked } = replayOf(etcd);
    const call = { range: etcd.range.bind(etcd), replay };
    const newest = rev(mostSilentReplay + 100);
    const request = {
      ranges: [prefixRange(keyFromText("/a/"))],
      from: rev(4),
      newest,
      floor: rev(1),
      isAgreed: false,
    };
    expect(await nextChange(call, request)).toEqual({ kind: "asks", cost: BigInt(mostSilentReplay + 96) });
    expect(await previousChange(call, request)).toEqual({
      kind: "asks",
      cost: BigInt(mostSilentReplay + 99),
      known: "2",
    });
    expect(asked).toEqual([]);
    expect(await previousChange(call, { ...request, isAgreed: true })).toEqual({ kind: "change", revision: "2" });
    expect(asked.map(({ isAgreed }) => isAgreed)).toEqual([true]);
  });

  test("says how sure it is that there is none", async () => {
    const etcd = await written([[["/c", true]], [["/b/1", true]]]);
    const { replay } = replayOf(etcd);
    const call = { range: etcd.range.bind(etcd), replay };
    const request = { ranges: [{ key: keyFromText("/c") }], newest: etcd.revision, floor: rev(1), isAgreed: false };
    expect(await nextChange(call, { ...request, from: rev(2) })).toEqual({ kind: "none", isSure: false });
    expect(await nextChange(call, { ...request, from: rev(3) })).toEqual({ kind: "none", isSure: true });
    expect(await previousChange(call, { ...request, from: rev(1) })).toEqual({ kind: "none", isSure: true });
  });

  test("replays nothing where every revision is a change, nor where the change lies right before", async () => {
    const etcd = await written([[["/c", true]], [["/b/1", true]], [["/b/1", true]]]);
    const { replay, asked } = replayOf(etcd);
    const call = { range: etcd.range.bind(etcd), replay };
    const request = { newest: etcd.revision, floor: rev(1), isAgreed: false, from: rev(3) };
    expect(revisionIn(await nextChange(call, { ...request, ranges: [allKeys] }))).toBe("4");
    expect(revisionIn(await previousChange(call, { ...request, ranges: [allKeys] }))).toBe("2");
    const key = { key: keyFromText("/c") };
    expect(revisionIn(await previousChange(call, { ...request, ranges: [key] }))).toBe("2");
    expect(asked).toEqual([]);
    expect(fewKeys).toBeLessThan(mostSilentReplay);
  });
});
