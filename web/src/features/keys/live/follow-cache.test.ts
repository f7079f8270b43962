import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { asValue, keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import { factsOf, type TablePage } from "#/api/keys/table-pages.ts";
import { ChangeLog } from "./change-log.ts";
import { CacheFollower } from "./follow-cache.ts";

const connectionId = "sample";
const at = (revision: number) => asRevision(int64(revision));
const all = keyFromText("");
const app = keyFromText("app/");

function kvOf(name: string, version: number, revision: number): KeyValue {
  const key = keyFromText(name);
  const value = asValue(new TextEncoder().encode(`v${version}`));
  return { key, value, createRevision: at(1), modRevision: at(revision), version: int64(version), lease: noLease };
}
const put = (name: string, version: number, revision: number): KeyEvent => {
  const kv = kvOf(name, version, revision);
  return { type: "put", key: kv.key, revision: at(revision), kv };
};
const folder = (prefix: Key) => etcdCache.folder(connectionId, prefix, slash, "live");
const listing = (prefix: Key, revision: number): Listing => ({
  prefix,
  delimiters: slash,
  entries: [],
  count: 0,
  revision: at(revision),
});

let client: QueryClient;
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
});

/** A watch of a prefix from a revision on, and what it tells. */
function follow(prefix: Key, from?: number) {
  const log = new ChangeLog();
  log.begin(from === undefined ? undefined : at(from));
  const onKey = vi.fn<(state: KeyState, event: KeyEvent) => void>();
  const follower = new CacheFollower({ client, connectionId, span: prefixRange(prefix), log, onKey, againMs: 1000 });
  const tell = (events: readonly KeyEvent[], completeTo: number) => {
    log.note(events);
    follower.note(events);
    log.complete(at(completeTo));
    follower.flush();
  };
  return { follower, log, tell, onKey };
}
const countOf = (prefix: Key) => client.getQueryData<Listing>(folder(prefix))?.count;

/** Reads a query again as somebody who looks at it: how often, and with what answer. */
function look<Data>(queryKey: readonly unknown[], answer: () => Data) {
  const read = vi.fn<() => Promise<Data>>(() => Promise.resolve(answer()));
  const unsubscribe = new QueryObserver(client, { queryKey, queryFn: read, staleTime: Infinity }).subscribe(
    () => undefined,
  );
  return { read, unsubscribe };
}

test("folders, tables and keys in the range follow; others, and the past, stay", () => {
  const past = etcdCache.folder(connectionId, app, slash, at(10));
  const table = etcdCache.table(connectionId, app, "live");
  const key = etcdCache.key(connectionId, keyFromText("app/a"), "live");
  client.setQueryData(folder(all), listing(all, 10));
  client.setQueryData(folder(app), listing(app, 10));
  client.setQueryData(past, listing(app, 10));
  const page: TablePage = { keys: [], count: 0, more: false, keysAt: at(10), countAt: at(10) };
  client.setQueryData(table, { pages: [page], pageParams: [app] });
  client.setQueryData<KeyState>(key, { revision: at(10) });
  const { tell, onKey } = follow(all, 11);
  tell([put("app/a", 1, 11), put("b", 1, 12)], 12);
  expect([countOf(all), countOf(app)]).toEqual([2, 1]);
  expect(client.getQueryData<Listing>(past)?.count).toBe(0);
  expect(client.getQueryData<{ pages: TablePage[] }>(table)?.pages[0]).toMatchObject({ count: 1, keysAt: "12" });
  expect(client.getQueryData<KeyState>(key)).toEqual({ revision: "11", kv: kvOf("app/a", 1, 11) });
  expect(onKey).toHaveBeenCalledTimes(1);
  // A key that is deleted says so.
  tell([{ type: "delete", key: keyFromText("app/a"), revision: at(13) }], 13);
  expect(client.getQueryData<KeyState>(key)).toEqual({ revision: "13", isDeleted: true });
  expect([countOf(all), countOf(app)]).toEqual([1, 0]);
});

test("an answer that comes late is brought up to date at once, and nothing is counted twice", () => {
  const { tell } = follow(all, 11);
  const key = etcdCache.key(connectionId, keyFromText("a"), "live");
  client.getQueryCache().build(client, { queryKey: key });
  tell([put("a", 1, 11), put("b", 1, 12)], 12);
  client.setQueryData(folder(all), listing(all, 11));
  expect(countOf(all)).toBe(1);
  client.setQueryData(folder(all), listing(all, 12));
  expect(countOf(all)).toBe(0);
  client.setQueryData<KeyState>(key, { revision: at(10) });
  expect(client.getQueryData<KeyState>(key)?.kv?.modRevision).toBe("11");
  // One that is newer than the watch stays.
  client.setQueryData<KeyState>(key, { revision: at(20) });
  expect(client.getQueryData<KeyState>(key)).toEqual({ revision: "20" });
});

test("a key that changes while it is read is shown as it became, whenever the answer comes", async () => {
  const { tell } = follow(all, 11);
  const key = etcdCache.key(connectionId, keyFromText("app/a"), "live");
  const read = Promise.withResolvers<KeyState>();
  const unsubscribe = new QueryObserver(client, { queryKey: key, queryFn: () => read.promise }).subscribe(
    () => undefined,
  );
  tell([put("app/a", 2, 11)], 11);
  read.resolve({ revision: at(10), kv: kvOf("app/a", 1, 10) });
  await vi.waitFor(() =>
    expect(client.getQueryData<KeyState>(key)).toEqual({ revision: "11", kv: kvOf("app/a", 2, 11) }),
  );
  unsubscribe();
});

test("what another connection has read does not follow", () => {
  const { tell } = follow(all, 11);
  tell([put("app/a", 1, 11)], 11);
  const other = etcdCache.folder("other", app, slash, "live");
  client.setQueryData(other, listing(app, 10));
  expect(client.getQueryData<Listing>(other)?.count).toBe(0);
});

test("what is older than the watch is read again once, by whoever looks at it", async () => {
  client.setQueryData(folder(all), listing(all, 5));
  client.setQueryData(folder(app), listing(app, 5));
  const { read } = look(folder(all), () => listing(all, 30));
  const { tell } = follow(all);
  tell([], 20);
  tell([put("a", 1, 21)], 21);
  await vi.advanceTimersByTimeAsync(5000);
  expect(read).toHaveBeenCalledTimes(1);
  // What nobody looks at is read once somebody does.
  expect(client.getQueryState(folder(app))?.isInvalidated).toBe(true);
});

test("what reaches beyond the watch is read again when something in it changes, with pauses in between", async () => {
  let revision = 10;
  client.setQueryData(folder(all), listing(all, 10));
  const { read } = look(folder(all), () => listing(all, revision));
  const { tell } = follow(app, 11);
  for (let step = 0; step < 20; step++) {
    tell([put("app/a", 2, 11 + step)], 11 + step);
    revision = 11 + step;
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(read.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(read.mock.calls.length).toBeLessThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(10_000);
  const settled = read.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(settled);
});

test("of a folder and a table that reach beyond the watch, its keys follow without being read", async () => {
  client.setQueryData<Listing>(folder(app), {
    ...listing(app, 10),
    entries: [{ kind: "key", facts: factsOf(kvOf("app/a", 1, 9)) }],
  });
  const table = etcdCache.table(connectionId, app, "live");
  const page: TablePage = {
    keys: [factsOf(kvOf("app/a", 1, 9))],
    count: 1,
    more: false,
    keysAt: at(10),
    countAt: at(10),
  };
  client.setQueryData(table, { pages: [page], pageParams: [app] });
  const { read } = look(folder(app), () => listing(app, 50));
  const { tell } = follow(keyFromText("app/a"), 11);
  tell([put("app/a", 2, 11)], 11);
  tell([put("app/a", 3, 12)], 12);
  await vi.advanceTimersByTimeAsync(5000);
  expect(client.getQueryData<Listing>(folder(app))).toMatchObject({
    entries: [{ facts: factsOf(kvOf("app/a", 3, 12)) }],
    revision: "10",
  });
  expect(client.getQueryData<{ pages: TablePage[] }>(table)?.pages).toEqual([
    { ...page, keys: [factsOf(kvOf("app/a", 3, 12))] },
  ]);
  expect(read).not.toHaveBeenCalled();
});

test("after a gap everything in the range is read again", async () => {
  client.setQueryData(folder(all), listing(all, 10));
  const { read } = look(folder(all), () => listing(all, 50));
  const { tell, log } = follow(all, 11);
  tell([], 12);
  log.skip(at(40));
  tell([], 41);
  await vi.advanceTimersByTimeAsync(0);
  expect(read).toHaveBeenCalledTimes(1);
});

test("a watch begins where what somebody looks at was read", () => {
  client.setQueryData(folder(all), listing(all, 5));
  const { follower } = follow(all);
  // Nobody looks at it: it may be read again.
  expect(follower.readAt()).toBeUndefined();
  look(folder(all), () => listing(all, 5));
  look(folder(app), () => listing(app, 9));
  client.setQueryData(folder(app), listing(app, 9));
  expect(follower.readAt()).toBe("5");
});

test("nothing follows any more after the end", async () => {
  client.setQueryData(folder(all), listing(all, 10));
  const { read } = look(folder(all), () => listing(all, 50));
  const { tell, follower } = follow(all);
  tell([], 20);
  follower.end();
  client.setQueryData(folder(app), listing(app, 1));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(read).not.toHaveBeenCalled();
});
