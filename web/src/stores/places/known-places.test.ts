import { beforeEach, expect, test, vi } from "vitest";
import {
  addBookmark,
  refuseBookmark,
  rememberRecent,
  removeBookmark,
  usePlaces,
  type KnownPlace,
} from "./known-places.ts";

const key = (text: string): KnownPlace => ({ kind: "key", text });
const prefix = (text: string): KnownPlace => ({ kind: "prefix", text });
const recent = (id = "one") => (usePlaces.getState().recent[id] ?? []).map(({ text }) => text);
const bookmarks = (id = "one") => (usePlaces.getState().bookmarks[id] ?? []).map(({ text }) => text);

beforeEach(() => usePlaces.setState({ recent: {}, bookmarks: {} }));

test("the place that was opened last comes first, once, and the oldest are forgotten", () => {
  for (let at = 0; at < 20; at++) rememberRecent("one", key(`/${at}`));
  rememberRecent("one", key("/15"));
  expect(recent()).toHaveLength(12);
  expect(recent().slice(0, 3)).toEqual(["/15", "/19", "/18"]);
  rememberRecent("other", prefix("/a/"));
  expect(recent("other")).toEqual(["/a/"]);
});

test("all keys and very long names are no places to come back to", () => {
  rememberRecent("one", prefix(""));
  rememberRecent("one", key("x".repeat(5000)));
  expect(recent()).toEqual([]);
});

test("the places of many connections do not fill the browser", () => {
  for (let at = 0; at < 50; at++) rememberRecent(`c${at}`, key("/a"));
  expect(Object.keys(usePlaces.getState().recent)).toHaveLength(30);
  expect(recent("c49")).toEqual(["/a"]);
});

test("a key and a prefix of one name are two bookmarks; each is there once", () => {
  for (const place of [key("/a"), prefix("/a"), key("/a")]) addBookmark("one", place);
  expect(bookmarks()).toEqual(["/a", "/a"]);
  removeBookmark("one", key("/a"));
  expect(usePlaces.getState().bookmarks["one"]).toEqual([prefix("/a")]);
});

test("says why a place cannot be bookmarked", () => {
  expect(refuseBookmark(prefix(""), [])).toMatch(/^Open a key/);
  expect(refuseBookmark(key("/a"), [key("/a")])).toBe("Already bookmarked");
  expect(refuseBookmark(key("/a"), [prefix("/a")])).toBeUndefined();
  expect(
    refuseBookmark(
      key("/a"),
      Array.from({ length: 100 }, (_, at) => key(`${at}`)),
    ),
  ).toMatch(/At most 100/);
});

/** The store as another page load finds it. */
async function loadWith(storage: Partial<Storage>) {
  vi.stubGlobal("localStorage", storage);
  vi.resetModules();
  return import("./known-places.ts");
}

test("what another tab has added stays when this one adds", async () => {
  let stored = JSON.stringify({ state: { recent: {}, bookmarks: {} }, version: 0 });
  const fresh = await loadWith({
    getItem: () => stored,
    setItem: (_, text) => {
      stored = text;
    },
  });
  stored = JSON.stringify({ state: { recent: {}, bookmarks: { one: [key("/theirs")] } }, version: 0 });
  expect(fresh.addBookmark("one", key("/mine"))).toBe(true);
  expect(JSON.parse(stored)).toMatchObject({ state: { bookmarks: { one: [key("/theirs"), key("/mine")] } } });
  vi.unstubAllGlobals();
});

test("what is no place in the storage breaks nothing, and a full storage is told", async () => {
  for (const state of [
    null,
    {},
    { recent: 1, bookmarks: [] },
    { bookmarks: { one: [1, { kind: "key" }, key("/a")] } },
  ]) {
    const fresh = await loadWith({
      getItem: () => JSON.stringify({ state, version: 0 }),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    });
    const found = fresh.usePlaces.getState().bookmarks["one"];
    expect(found ?? [key("/a")]).toEqual([key("/a")]);
    expect(fresh.addBookmark("one", prefix("/b/"))).toBe(false);
    expect(fresh.usePlaces.getState().bookmarks["one"]?.at(-1)).toEqual(prefix("/b/"));
    fresh.rememberRecent("one", key("/a"));
  }
  vi.unstubAllGlobals();
});
