import fc from "fast-check";
import { expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { eventsOf, replayOf, spellEvent } from "../../../test/model-replay.ts";
import { asValue, keyFromText } from "../../model/bytes.ts";
import { asRevision, compareInt64, int64, type Revision } from "../../model/int64.ts";
import { isInRange, prefixRange } from "../../model/range.ts";
import { mostSilentReplay } from "../live/live-state.ts";
import { FailureError } from "../../model/failure.ts";
import { changesAround } from "./changes-around.ts";
import { patience, type ReplayCall } from "./replay-call.ts";

const rev = (value: number): Revision => asRevision(int64(value));
const range = prefixRange(keyFromText("/a/"));

async function written(writes: readonly (readonly [string, boolean])[]): Promise<MemoryEtcd> {
  const etcd = new MemoryEtcd();
  for (const [name, isPut] of writes) {
    const key = keyFromText(name);
    const operation = isPut
      ? ({ kind: "put", request: { key, value: asValue(Uint8Array.of(1)) } } as const)
      : ({ kind: "delete", request: { key } } as const);
    // oxlint-disable-next-line no-await-in-loop -- in their order
    await etcd.txn({ compare: [], success: [operation], failure: [] });
  }
  return etcd;
}

test("lists the nearest events on both sides, as the list of all events has them", async () => {
  const writes = fc.array(fc.tuple(fc.constantFrom("/a/1", "/a/2", "/a/3", "/b"), fc.boolean()), { maxLength: 300 });
  const sizes = fc.record({ before: fc.integer({ min: 1, max: 6 }), after: fc.integer({ min: 1, max: 6 }) });
  await fc.assert(
    fc.asyncProperty(writes, sizes, fc.nat(300), fc.nat(20), async (all, { before, after }, place, compacted) => {
      const etcd = await written(all);
      const newest = etcd.revision;
      const at = rev(Math.min(place + 1, Number(newest)));
      const floor = rev(Math.min(compacted + 1, Number(at)));
      const call = { range: etcd.range.bind(etcd), replay: replayOf(etcd).replay };
      const request = { range, at, newest, floor, before, after, isAgreed: false };
      const told = await changesAround(call, request);
      const own = eventsOf(etcd).filter(
        ({ key, revision }) => isInRange(key, range) && compareInt64(revision, floor) > 0,
      );
      const then = own.filter(({ revision }) => compareInt64(revision, at) <= 0);
      const later = own.filter(({ revision }) => compareInt64(revision, at) > 0);
      expect(told.before.map(spellEvent)).toEqual(then.slice(-before).map(spellEvent));
      expect(told.after.map(spellEvent)).toEqual(later.slice(0, after).map(spellEvent));
      expect(told.hasLater).toBe(later.length > after);
      // What is not listed can be asked for.
      expect(told.earlierCost !== undefined || then.length <= before).toBe(true);
      expect(told.laterCost).toBeUndefined();
    }),
    { seed: 14, numRuns: 200 },
  );
});

test("replays nothing that would cost too much, and says what it would cost", async () => {
  const etcd = await written([["/a/1", true]]);
  const { replay, asked } = replayOf(etcd);
  const call = { range: etcd.range.bind(etcd), replay };
  const newest = rev(2 * mostSilentReplay);
  const request = { range, at: rev(2), newest, floor: rev(1), before: 8, after: 8, isAgreed: false };
  expect(await changesAround(call, request)).toEqual({
    before: [],
    after: [],
    wholeFrom: undefined,
    earlierCost: BigInt(2 * mostSilentReplay - 1),
    hasLater: false,
    laterCost: BigInt(2 * mostSilentReplay - 2),
    isSilent: false,
  });
  expect(asked).toEqual([]);
  const agreed = await changesAround(call, { ...request, isAgreed: true });
  expect(agreed.before.map(spellEvent)).toEqual(["2 put 2f612f31"]);
  expect(agreed.earlierCost).toBeUndefined();
});

/** An etcd that is busy: it says nothing for as long as one waits, and notes how long that was. */
function silentCall(etcd: MemoryEtcd) {
  const waited: number[] = [];
  const replay: ReplayCall = async ({ patienceMs }) => {
    // What is read beside the replay comes first.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve(); // oxlint-disable-line no-await-in-loop
    waited.push(patienceMs());
    return "silent";
  };
  return { call: { range: etcd.range.bind(etcd), replay }, waited };
}

test("never calls the silence of a busy etcd the absence of changes that its keys show", async () => {
  const etcd = await written([
    ["/a/1", true],
    ["/b", true],
    ["/a/2", true],
  ]);
  const request = { at: rev(2), newest: etcd.revision, floor: rev(1), before: 3, after: 3, isAgreed: false };
  const everything = prefixRange(keyFromText(""));
  for (const asked of [range, everything]) {
    const { call, waited } = silentCall(etcd);
    // oxlint-disable-next-line no-await-in-loop -- one etcd
    await expect(changesAround(call, { ...request, range: asked })).rejects.toThrow(FailureError);
    expect(waited).toEqual([patience.sureMs]);
  }
  // Where no key shows a change, silence makes it likely that there is none, and no more.
  const { call, waited } = silentCall(etcd);
  const told = await changesAround(call, { ...request, range: prefixRange(keyFromText("/c/")) });
  expect(told).toMatchObject({ before: [], after: [], isSilent: true });
  expect(waited).toEqual([patience.unlikelyMs]);
});
