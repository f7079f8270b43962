import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent, WatchRequest } from "@etcd-explorer/shared/model/watch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveStream, WatchListener } from "#/api/live/live-stream.ts";
import { LoadMeter } from "#/components/live/load-meter.ts";
import { watchLocks, type LocksListener } from "./watch-locks.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const at = (revision: number) => asRevision(int64(revision));
const put = (name: string, revision: number, bytes = 1): KeyEvent => {
  const key = keyFromText(name);
  const value = asValue(new Uint8Array(bytes));
  const kv = { key, value, createRevision: at(revision), modRevision: at(revision), version: int64(1), lease: noLease };
  return { type: "put", key, revision: at(revision), kv };
};

/** Watches what a search found at revision 10. Every search ends when it is told to. */
function watch({ takesOver = false } = {}) {
  const watches: { request: WatchRequest; listener: WatchListener; isOpen: boolean }[] = [];
  const stream: LiveStream = {
    watch: (request, listener) => {
      const opened = { request, listener, isOpen: true };
      watches.push(opened);
      return {
        close: () => (opened.isOpen = false),
        replay: () => undefined,
        beginNow: () => undefined,
        retryNow: () => undefined,
      };
    },
  };
  const heard = { onEvents: vi.fn<LocksListener["onEvents"]>(), onState: vi.fn<LocksListener["onState"]>() };
  const revisions: string[] = [];
  const onRollBack = vi.fn<LocksListener["onRollBack"]>();
  const searches: PromiseWithResolvers<void>[] = [];
  const searchAgain = () => {
    const search = Promise.withResolvers<void>();
    searches.push(search);
    return search.promise;
  };
  const range = prefixRange(keyFromText("/locks/"));
  const watched = watchLocks(
    { stream, range, revision: at(10), takesOver, meter: new LoadMeter(), searchAgain },
    { ...heard, onRevision: (revision) => void revisions.push(revision), onRollBack },
  );
  const tell = (events: readonly KeyEvent[], completeTo: number) => {
    const last = watches.at(-1);
    if (last?.isOpen === true) last.listener.onEvents(events);
    // That may have been too much.
    if (last?.isOpen === true) last.listener.onStatus({ kind: "live", completeTo: at(completeTo) });
  };
  return { ...watched, watches, heard, searches, tell, revisions, onRollBack };
}

test("a watch goes on from the search, tells all of a burst at once, and nothing is searched again", () => {
  const { watches, heard, searches, tell } = watch();
  expect(watches[0]?.request).toEqual({
    range: prefixRange(keyFromText("/locks/")),
    startRevision: "11",
    knownRevision: "10",
  });
  tell([put("/locks/a", 11)], 11);
  for (let revision = 12; revision <= 1011; revision++) tell([put("/locks/a", revision)], revision);
  expect(heard.onEvents).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(heard.onEvents.mock.calls.map(([events]) => events.length)).toEqual([1001]);
  expect(heard.onState).toHaveBeenLastCalledWith({ kind: "live" });
  expect(searches).toEqual([]);
});

test("under many writes a second it tells at most seven times a second", () => {
  const { heard, tell } = watch();
  for (let tenth = 0, revision = 11; tenth < 100; tenth++) {
    tell(
      Array.from({ length: 100 }, () => put("/locks/a", revision++)),
      revision,
    );
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(500);
  // Ten seconds of 1,000 writes each.
  expect(heard.onEvents.mock.calls.length).toBeGreaterThan(10);
  expect(heard.onEvents.mock.calls.length).toBeLessThan(80);
  expect(heard.onEvents.mock.calls.flatMap(([events]) => events)).toHaveLength(10_000);
});

test("what was missed is searched again, once at a time and not all the time, and is never told as live", async () => {
  const { watches, heard, searches, tell } = watch();
  watches[0]?.listener.onGap({ from: at(11), to: at(90), why: "compacted" });
  for (let revision = 91; revision < 191; revision++) {
    tell([put("/locks/a", revision)], revision);
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(searches).toHaveLength(1);
  expect(heard.onEvents).not.toHaveBeenCalled();
  expect(heard.onState.mock.calls.map(([{ kind }]) => kind)).not.toContain("live");
  // It failed, or another one would follow by now: it is tried again, but not at once.
  searches[0]?.resolve();
  tell([put("/locks/a", 191)], 191);
  await vi.advanceTimersByTimeAsync(4000);
  expect(searches).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2000);
  tell([put("/locks/a", 192)], 192);
  await vi.advanceTimersByTimeAsync(100);
  expect(searches).toHaveLength(2);
});

test("a search that takes over tells of no break, and later of every one", () => {
  const { watches, heard, tell } = watch({ takesOver: true });
  watches[0]?.listener.onStatus({ kind: "opening" });
  expect(heard.onState).not.toHaveBeenCalled();
  tell([], 11);
  // Too much to replay: until it is searched again, what is shown is old.
  tell([put("/locks/big", 12, 9_000_000)], 12);
  watches[1]?.listener.onStatus({ kind: "opening" });
  tell([], 90);
  expect(heard.onState.mock.calls.map(([{ kind }]) => kind)).toEqual(["live", "opening", "opening"]);
});

test("where etcd's data has gone back the locks are searched again, and nothing of before is told", () => {
  const { watches, heard, searches, tell, revisions, onRollBack } = watch();
  tell([put("/locks/a", 12)], 12);
  watches[0]?.listener.onGap({ from: at(12), to: at(8), why: "rolled-back" });
  expect(onRollBack).toHaveBeenCalledExactlyOnceWith({ from: "12", to: "8" });
  tell([put("/locks/b", 9)], 9);
  vi.advanceTimersByTime(500);
  expect(searches).toHaveLength(1);
  expect(heard.onEvents).not.toHaveBeenCalled();
  expect(revisions).toEqual(["9"]);
});

test("where too much is written the watch rests, then searches again and tells nothing of before", () => {
  const { watches, heard, searches, tell, close } = watch();
  // Long after it caught up with what was written since the search.
  vi.advanceTimersByTime(60_000);
  for (let second = 0; second < 5 && watches[0]?.isOpen === true; second++) {
    tell([put("/locks/big", 11 + second, 9_000_000)], 11 + second);
    vi.advanceTimersByTime(1000);
  }
  expect(watches[0]?.isOpen).toBe(false);
  expect(heard.onState).toHaveBeenLastCalledWith(expect.objectContaining({ kind: "busy", follows: "nothing" }));
  heard.onEvents.mockClear();
  vi.advanceTimersByTime(30_000);
  expect(watches[1]?.request).toEqual({ range: prefixRange(keyFromText("/locks/")) });
  tell([], 900);
  vi.advanceTimersByTime(500);
  expect(searches).toHaveLength(1);
  close();
  expect(watches[1]?.isOpen).toBe(false);
  expect(heard.onEvents).not.toHaveBeenCalled();
});

test("after it is closed nothing is told, nothing searched, and no watch opens any more", () => {
  const { watches, heard, searches, tell, close } = watch();
  tell([put("/locks/a", 11)], 11);
  close();
  vi.advanceTimersByTime(400_000);
  expect(heard.onEvents).not.toHaveBeenCalled();
  expect(searches).toEqual([]);
  expect(watches).toHaveLength(1);
});
