import { int64 } from "@etcd-explorer/shared/model/int64";
import { keptEvents } from "@etcd-explorer/shared/cluster/record/cluster-record";
import { known } from "@etcd-explorer/shared/cluster/verdict/facts";
import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { beforeEach, expect, test, vi } from "vitest";
import { clusterOf, factsOf } from "../../../../../shared/test/cluster-facts.ts";
import { down } from "../../../../../shared/test/cluster-outage.ts";

const held = new Map<string, string>();
let isFull = false;
let isForbidden = false;
const allowed = () => {
  if (isForbidden) throw new DOMException("no", "SecurityError");
};
vi.stubGlobal("sessionStorage", {
  getItem: (name: string) => {
    allowed();
    return held.get(name) ?? null;
  },
  setItem: (name: string, value: string) => {
    allowed();
    if (isFull) throw new DOMException("full", "QuotaExceededError");
    held.set(name, value);
  },
  removeItem: (name: string) => {
    allowed();
    held.delete(name);
  },
});

beforeEach(() => {
  held.clear();
  isFull = false;
  isForbidden = false;
  vi.resetModules();
});

const load = async () => import("./record-store.ts");
const away = clusterOf({}, {}, down);
const seen = (store: Awaited<ReturnType<typeof load>>, id = "c", fromMs = 1000) => {
  store.recordLook(id, clusterOf(), judge(clusterOf()), fromMs);
  store.recordLook(id, away, judge(away), fromMs + 5000);
};

test("what was seen comes back after a reload, and goes on", async () => {
  const before = await load();
  seen(before);
  const record = before.useClusterRecords.getState()["c"];
  expect(record?.events).toMatchObject([{ kind: "down", text: "m2 went down" }]);

  vi.resetModules();
  const after = await load();
  expect(after.useClusterRecords.getState()).toEqual(before.useClusterRecords.getState());
  after.recordLook("c", clusterOf(), judge(clusterOf()), 11_000);
  expect(after.useClusterRecords.getState()["c"]?.events.map(({ kind }) => kind)).toEqual(["up", "down"]);
});

test("what another version stored, or nobody can read, is left out", async () => {
  const store = await load();
  seen(store);
  const { c: good } = store.useClusterRecords.getState();
  expect(store.parseRecords({ good, bad: { ...good, events: [{ atMs: "now" }] }, old: 7 })).toEqual({ good });
  expect(store.parseRecords("text")).toEqual({});
  expect(store.parseRecords(undefined)).toEqual({});
});

test("a cluster that was never compacted is remembered: its metrics say -1", async () => {
  const store = await load();
  const facts = clusterOf({ metrics: { compactRevision: -1, startedAtMs: 1000, defragmentations: 0 } });
  store.recordLook("c", facts, judge(facts), 1000);
  const { c: good } = store.useClusterRecords.getState();
  expect(good?.summary.compactRevision).toBe(-1);
  expect(store.parseRecords({ c: good })).toEqual({ c: good });
});

test("times that no date can tell, and those to come, are left out: no look would count until then", async () => {
  const store = await load();
  seen(store);
  const { c: good } = store.useClusterRecords.getState();
  if (good === undefined) throw new Error("nothing was recorded");
  const [event] = good.events;
  const at = (atMs: number) => ({
    summary: { ...good, summary: { ...good.summary, atMs } },
    event: { ...good, events: [{ ...event, atMs }] },
    since: { ...good, sinceMs: atMs },
  });
  expect(Object.keys(store.parseRecords(at(5000)))).toHaveLength(3);
  for (const ms of [1e300, -1, Number.NaN, Date.now() + 3_600_000]) expect(store.parseRecords(at(ms))).toEqual({});
  const crowd = Object.fromEntries(Array.from({ length: 500 }, (_, id) => [id, good.summary.members]));
  expect(store.parseRecords({ c: { ...good, summary: { ...good.summary, members: crowd } } })).toEqual({});
});

test("of more than can be kept the newest are read, and the others cost no time", async () => {
  const store = await load();
  seen(store);
  const { c: good } = store.useClusterRecords.getState();
  const events = Array.from({ length: 20_000 }, (_, at) => ({ atMs: 30_000 - at, kind: "up", text: String(at) }));
  // The last of them is none that could be read: nobody looks at it.
  const { c: read } = store.parseRecords({ c: { ...good, events: [...events, "damaged"] } });
  expect(read?.events).toHaveLength(keptEvents);
  expect(read?.events[0]?.text).toBe("0");
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`c${at}`, good]));
  expect(Object.keys(store.parseRecords(many))).toHaveLength(store.keptRecords);
});

test("of many clusters the ones that were looked at last are kept", async () => {
  const store = await load();
  for (let at = 0; at < store.keptRecords + 3; at++) seen(store, `c${at}`, at * 10_000);
  const kept = Object.keys(store.useClusterRecords.getState());
  expect(kept).toHaveLength(store.keptRecords);
  expect(kept).not.toContain("c0");
  expect(kept).toContain(`c${store.keptRecords + 2}`);
});

test("another cluster behind the same connection has a record of its own, and no events of the first", async () => {
  const store = await load();
  const [first, second] = [store.recordId("c", int64(1)), store.recordId("c", int64(2))];
  store.recordLook(first, clusterOf(), judge(clusterOf()), 1000);
  const other = { ...clusterOf(), members: known([factsOf(7)]) };
  store.recordLook(second, other, judge(other), 6000);
  store.recordLook(first, clusterOf(), judge(clusterOf()), 11_000);
  expect(store.useClusterRecords.getState()).toMatchObject({ [first]: { events: [] }, [second]: { events: [] } });
  // Clusters that are started alike have one ID.
  expect(store.recordId("d", int64(1))).not.toBe(first);
});

test("without room in the tab what is seen lasts as long as the page, and what was kept before is dropped", async () => {
  const store = await load();
  seen(store);
  isFull = true;
  seen(store, "d", 20_000);
  expect(store.useClusterRecords.getState()["d"]?.events).toHaveLength(1);
  expect(held.size).toBe(0);
});

test("where storage is forbidden what is seen lasts as long as the page, and no look fails", async () => {
  isForbidden = true;
  const store = await load();
  seen(store);
  expect(store.useClusterRecords.getState()["c"]?.events).toHaveLength(1);
});
