import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease, type Revision } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent, WatchRequest } from "@etcd-explorer/shared/model/watch";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { LiveStream, WatchListener } from "#/api/live/live-stream.ts";
import { followRange, type RangeListener } from "./follow-range.ts";

const at = (revision: number) => asRevision(int64(revision));
const all = keyFromText("");
const folder = etcdCache.folder("sample", all, slash, "live");
const read: Listing = { prefix: all, delimiters: slash, entries: [], count: 0, revision: at(10) };
const put = (name: string, revision: number, bytes = 1): KeyEvent => {
  const key = keyFromText(name);
  const value = asValue(new Uint8Array(bytes));
  const kv = { key, value, createRevision: at(revision), modRevision: at(revision), version: int64(1), lease: noLease };
  return { type: "put", key, revision: at(revision), kv };
};

let client: QueryClient;
let unsubscribe: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  client.setQueryData(folder, read);
  const observer = new QueryObserver(client, { queryKey: folder, queryFn: () => read });
  unsubscribe = observer.subscribe(() => undefined);
});
afterEach(() => {
  unsubscribe();
  client.clear();
  vi.useRealTimers();
});

/** Follows everything; `newest`: the revision that was seen last. */
function follow(newest: Revision | undefined) {
  const watches: { request: WatchRequest; listener: WatchListener; isOpen: boolean; hasBegunNow: boolean }[] = [];
  const stream: LiveStream = {
    watch: (request, listener) => {
      const watch = { request, listener, isOpen: true, hasBegunNow: false };
      watches.push(watch);
      return {
        close: () => (watch.isOpen = false),
        replay: () => undefined,
        beginNow: () => (watch.hasBegunNow = true),
        retryNow: () => undefined,
      };
    },
  };
  const heard = {
    onChanges: vi.fn<RangeListener["onChanges"]>(),
    onMissed: vi.fn<RangeListener["onMissed"]>(),
    onKey: vi.fn<RangeListener["onKey"]>(),
    onState: vi.fn<RangeListener["onState"]>(),
    onRevision: vi.fn<RangeListener["onRevision"]>(),
    onRollBack: vi.fn<RangeListener["onRollBack"]>(),
  };
  const span = prefixRange(all);
  const following = followRange(
    { client, connectionId: "sample", stream, span, busyFollows: "key", newest: () => newest },
    heard,
  );
  const tell = (events: readonly KeyEvent[], completeTo: number) => {
    const listener = watches.at(-1)?.listener;
    listener?.onEvents(events);
    listener?.onStatus({ kind: "live", completeTo: at(completeTo) });
  };
  return { ...following, watches, heard, tell };
}
const count = () => client.getQueryData<Listing>(folder)?.count;

test("a watch goes on from where the screen was read, and tells once the cache holds it", () => {
  const { watches, heard, tell } = follow(at(12));
  expect(watches[0]?.request).toEqual({ range: prefixRange(all), startRevision: "11", knownRevision: "10" });
  const counts: (number | undefined)[] = [];
  heard.onChanges.mockImplementation(() => void counts.push(count()));
  tell([put("a", 11), put("b", 12)], 12);
  expect(count()).toBe(0);
  vi.advanceTimersByTime(100);
  expect(heard.onChanges).toHaveBeenCalledTimes(1);
  expect(heard.onChanges.mock.calls[0]?.[0]).toHaveLength(2);
  expect(heard.onRevision).toHaveBeenLastCalledWith("12");
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "live" });
  // Once told, no change is told again.
  tell([put("c", 13)], 13);
  vi.advanceTimersByTime(1000);
  expect(counts).toEqual([2, 3]);
  expect(heard.onChanges.mock.calls[1]?.[0].map(({ revision }) => revision)).toEqual(["13"]);
});

test("how it stands is told when that changes, and not with every message", () => {
  const { watches, heard, tell } = follow(at(12));
  for (let revision = 13; revision < 63; revision++) tell([put("a", revision)], revision);
  expect(heard.onState.mock.calls).toEqual([[{ kind: "live" }]]);
  watches[0]?.listener.onStatus({ kind: "opening" });
  tell([put("a", 63)], 63);
  expect(heard.onState.mock.calls.map(([{ kind }]) => kind)).toEqual(["live", "opening", "live"]);
});

test("what was read long ago is read again, and nothing is replayed", () => {
  const { watches } = follow(at(1_000_000));
  expect(watches[0]?.request).toEqual({ range: prefixRange(all), knownRevision: "10" });
  watches[0]?.listener.onStatus({ kind: "live", completeTo: at(1_000_000) });
  vi.advanceTimersByTime(100);
  expect(client.getQueryState(folder)).toMatchObject({ isInvalidated: true, fetchStatus: "fetching" });
});

test("where a watch asks whether to replay, it begins with what is new", () => {
  const { watches, heard } = follow(at(12));
  watches[0]?.listener.onStatus({ kind: "asks", from: at(11), to: at(900_000) });
  expect(watches[0]?.hasBegunNow).toBe(true);
  expect(heard.onState).not.toHaveBeenCalled();
});

test("what lies in a gap is missed, and what comes after it is told", () => {
  const { watches, heard, tell } = follow(at(12));
  tell([put("a", 11)], 11);
  vi.advanceTimersByTime(100);
  watches[0]?.listener.onGap({ from: at(12), to: at(20), why: "compacted" });
  tell([put("b", 21)], 21);
  vi.advanceTimersByTime(100);
  expect(heard.onMissed).toHaveBeenCalledTimes(1);
  tell([put("c", 22)], 22);
  vi.advanceTimersByTime(100);
  expect(heard.onMissed).toHaveBeenCalledTimes(1);
  expect(heard.onChanges.mock.calls.map(([[change]]) => change?.revision)).toEqual(["11", "22"]);
});

test("where etcd's data has gone back it begins with what is new, and follows what is read again", () => {
  const { watches, heard, tell } = follow(at(12));
  tell([put("a", 11), put("b", 12)], 12);
  vi.advanceTimersByTime(100);
  expect(count()).toBe(2);
  tell([put("c", 13)], 13);
  watches[0]?.listener.onStatus({ kind: "rolled-back", known: at(13), newest: at(8) });
  expect(watches[0]?.hasBegunNow).toBe(true);
  watches[0]?.listener.onGap({ from: at(13), to: at(8), why: "rolled-back" });
  expect(heard.onRollBack).toHaveBeenCalledExactlyOnceWith({ from: "13", to: "8" });
  // Nothing changes before all is read again: neither by what was told of before, nor by what is new.
  void client.invalidateQueries({ queryKey: folder, refetchType: "none" });
  tell([put("d", 9)], 9);
  vi.advanceTimersByTime(100);
  expect(heard.onChanges).toHaveBeenCalledTimes(1);
  expect(count()).toBe(2);
  client.setQueryData(folder, { ...read, count: 7, revision: at(9) });
  tell([put("e", 10)], 10);
  vi.advanceTimersByTime(100);
  expect(count()).toBe(8);
  expect(heard.onRevision).toHaveBeenLastCalledWith("10");
});

test("what is to be read again is no place to go on from", () => {
  void client.invalidateQueries({ queryKey: folder, refetchType: "none" });
  expect(follow(at(12)).watches[0]?.request).toEqual({ range: prefixRange(all) });
});

test("where too much is written, the watch rests and is tried again", () => {
  const { watches, heard, tell, close } = follow(at(12));
  vi.advanceTimersByTime(60_000);
  for (let second = 0; second < 5 && watches[0]?.isOpen === true; second++) {
    tell([put("big", 11 + second, 9_000_000)], 11 + second);
    vi.advanceTimersByTime(1000);
  }
  expect(watches[0]?.isOpen).toBe(false);
  const busy = heard.onState.mock.calls.map(([state]) => state).find(({ kind }) => kind === "busy");
  expect(busy).toMatchObject({ follows: "key" });
  expect(watches).toHaveLength(1);
  vi.advanceTimersByTime(30_000);
  expect(watches).toHaveLength(2);
  // What was too much is not replayed, which would be too much again: what is shown is read again.
  expect(watches[1]?.request).toMatchObject({ range: prefixRange(all) });
  expect(watches[1]?.request.startRevision).toBeUndefined();
  tell([], 900);
  expect(heard.onMissed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(heard.onMissed).toHaveBeenCalledTimes(1);
  expect(client.getQueryState(folder)?.isInvalidated || client.isFetching({ queryKey: folder }) > 0).toBe(true);
  close();
  expect(watches[1]?.isOpen).toBe(false);
});

test("where too much was written since the screen was read, that is read again at once, without a rest", () => {
  const { watches, heard, tell, close } = follow(at(12));
  watches[0]?.listener.onEvents([put("big", 11, 9_000_000)]);
  expect(watches.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  expect(watches[1]?.request).toEqual({ range: prefixRange(all), knownRevision: "10" });
  expect(heard.onState.mock.calls.some(([{ kind }]) => kind === "busy")).toBe(false);
  // Nobody tells of what was written until now.
  tell([], 12);
  vi.advanceTimersByTime(100);
  expect([heard.onMissed.mock.calls.length, heard.onChanges.mock.calls.length]).toEqual([1, 0]);
  // What goes on being too much is no past any more.
  tell([put("big", 13, 9_000_000)], 13);
  expect(watches[1]?.isOpen).toBe(false);
  expect(heard.onState).toHaveBeenCalledWith(expect.objectContaining({ kind: "busy" }));
  close();
});

test("after a gap the screen is live only once what it shows has been read again", async () => {
  const { watches, heard, tell, close } = follow(at(12));
  tell([], 12);
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "live" });
  const { promise, resolve } = Promise.withResolvers<Listing>();
  client.setQueryDefaults(folder, { queryFn: () => promise });
  new QueryObserver(client, { queryKey: folder }).subscribe(() => undefined);
  watches[0]?.listener.onGap({ from: at(13), to: at(20), why: "compacted" });
  tell([], 21);
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "opening", isBehind: true });
  await vi.advanceTimersByTimeAsync(5000);
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "opening", isBehind: true });
  resolve({ ...read, revision: at(21) });
  await vi.advanceTimersByTimeAsync(1000);
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "live" });
  close();
});

test("after it is closed nothing is told, and no watch opens any more", () => {
  const { watches, heard, tell, close } = follow(at(12));
  tell([put("a", 11)], 11);
  close();
  vi.advanceTimersByTime(400_000);
  expect(heard.onChanges).not.toHaveBeenCalled();
  expect(watches).toHaveLength(1);
});
