import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import type { ClockPair } from "@etcd-explorer/shared/read/clock/clock-pair";
import { timeOf } from "@etcd-explorer/shared/read/clock/time-of";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ClusterSighting } from "#/api/client/sighting.ts";
import { parseClock, type ClockStorage } from "./clock-storage.ts";
import { createClockKeeper } from "./clock-store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const start = Date.UTC(2026, 10, 30, 12);
const rev = (value: number) => asRevision(int64(value));
const seen = (revision: number, atMs: number, clusterId = 7): ClusterSighting => ({
  kind: "read",
  connectionId: "prod",
  clusterId: int64(clusterId),
  revision: rev(revision),
  fromMs: start + atMs,
  toMs: start + atMs,
});

/** A storage that several keepers, as of several tabs, share. */
function memoryStorage(): ClockStorage {
  const kept = new Map<string, readonly ClockPair[]>();
  return {
    read: async (id) => kept.get(id) ?? [],
    change: async (id, apply) => {
      const pairs = apply(kept.get(id) ?? []);
      kept.set(id, pairs);
      return pairs;
    },
  };
}

const forbidden: ClockStorage = { read: async () => [], change: async () => undefined };

const revisionsOf = (keeper: ReturnType<typeof createClockKeeper>) =>
  keeper.useClocks.getState()["prod"]?.map(({ revision }) => Number(revision));

test("what was seen is there after a reload", async () => {
  const storage = memoryStorage();
  const before = createClockKeeper(storage);
  await before.takeSightings([seen(100, 0), seen(200, 60_000)]);
  await vi.advanceTimersByTimeAsync(10_000);
  const after = createClockKeeper(storage);
  await after.takeSightings([seen(200, 120_000)]);
  expect(timeOf(after.useClocks.getState()["prod"] ?? [], rev(150))).toMatchObject({
    kind: "about",
    ms: start + 30_000,
  });
});

test("two tabs lose nothing of each other, and see it with the next save", async () => {
  const storage = memoryStorage();
  const [one, other] = [createClockKeeper(storage), createClockKeeper(storage)];
  await one.takeSightings([seen(100, 0)]);
  await other.takeSightings([seen(200, 60_000)]);
  await one.save();
  await other.save();
  expect(revisionsOf(other)).toEqual([100, 200]);
  await one.takeSightings([seen(300, 120_000)]);
  await one.save();
  expect(revisionsOf(one)).toEqual([100, 200, 300]);
});

test("a tab that has seen nothing new brings nothing back that another has dropped", async () => {
  const storage = memoryStorage();
  const [one, other] = [createClockKeeper(storage), createClockKeeper(storage)];
  await one.takeSightings([seen(100, 0), seen(900, 60_000)]);
  await one.save();
  // Restored from a snapshot meanwhile.
  await other.takeSightings([seen(200, 120_000)]);
  await other.save();
  await one.save();
  const reloaded = createClockKeeper(storage);
  await reloaded.takeSightings([seen(201, 180_000)]);
  expect(revisionsOf(reloaded)).toEqual([100, 200, 201]);
});

test("where nothing can be stored, the clock lasts as long as the tab", async () => {
  const keeper = createClockKeeper(forbidden);
  await keeper.takeSightings([seen(100, 0)]);
  await keeper.save();
  await keeper.takeSightings([seen(200, 60_000)]);
  await keeper.save();
  expect(revisionsOf(keeper)).toEqual([100, 200]);
});

test("another cluster behind the same address has its own clock", async () => {
  const keeper = createClockKeeper(memoryStorage());
  await keeper.takeSightings([seen(100, 0)]);
  await keeper.takeSightings([seen(5, 60_000, 8)]);
  expect(revisionsOf(keeper)).toEqual([5]);
  await keeper.takeSightings([seen(200, 120_000)]);
  expect(revisionsOf(keeper)).toEqual([100, 200]);
});

test.each([
  [undefined],
  [{ usedAtMs: 1, pairs: [{ revision: "x", byMs: 1 }] }],
  [{ usedAtMs: 1, pairs: [{ revision: "5", byMs: "1" }] }],
  [
    {
      usedAtMs: 1,
      pairs: [
        { revision: "5", byMs: 1 },
        { revision: "4", byMs: 1 },
      ],
    },
  ],
])("what is not as this version stores it, as %j, is not read", (stored) => {
  expect(parseClock(stored)).toEqual([]);
});

test("what was stored is read", () => {
  const pairs = [
    { revision: "4", byMs: 1 },
    { revision: "10", byMs: 2, notBeforeMs: 1, newestAtMs: 3 },
  ];
  expect(parseClock({ usedAtMs: 1, pairs })).toEqual(pairs);
});
