import { expect, test } from "vitest";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { spanOf, unionOf, type KeySpan } from "@etcd-explorer/shared/model/key-ranges";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { elementIdsOf } from "./element-ids.ts";
import { idOfSpans, isWatched, listSpans, openSpan, sightSpans } from "./live-spans.ts";
import { worstOf } from "./live-words.ts";

const key = keyFromText;
const below = (prefix: string) => prefixRange(key(prefix));
const all = key("");

test("who may read everything watches the prefix that is shown", () => {
  expect(listSpans({ prefix: key("/a/"), open: undefined, readable: undefined })).toEqual([below("/a/")]);
  expect(listSpans({ prefix: all, open: undefined, readable: undefined })).toEqual([below("")]);
});

test("a limited user watches what of it may be read", () => {
  const readable = unionOf([below("/a/"), below("/b/"), { key: key("/c") }]);
  const shown = { prefix: all, open: key("/a/1"), readable };
  expect(listSpans(shown)).toEqual(readable);
  expect(listSpans({ ...shown, prefix: key("/a/x") })).toEqual([below("/a/x")]);
  expect(listSpans({ ...shown, prefix: key("/d") })).toEqual([]);
  expect(openSpan(shown)).toEqual(spanOf({ key: key("/a/1") }));
  expect(openSpan({ ...shown, open: key("/d") })).toBeUndefined();
  const many = Array.from({ length: 30 }, (_, at): KeySpan => below(`/${at + 10}/`));
  expect(listSpans({ prefix: all, open: undefined, readable: many })).toHaveLength(8);
});

test("the open key is watched by itself only where the list is not", () => {
  expect(isWatched([below("/a/")], key("/a/1"))).toBe(true);
  expect(isWatched([below("/a/")], key("/b"))).toBe(false);
  expect(openSpan({ prefix: all, open: undefined, readable: undefined })).toBeUndefined();
});

test("of the rows in sight the keys that follow each other are watched, and no folder", () => {
  const row = (text: string) => `key-${encodeHex(key(text))}`;
  const from = (first: string, last: string): KeySpan => ({ key: key(first), rangeEnd: key(`${last}\0`) });
  const rows = ["", row("/a"), row("/b"), "folder-2f632f", row("/d"), "unread-2f-1", row("/f"), row("/e"), row("/g")];
  expect(sightSpans(rows, undefined)).toEqual([from("/a", "/b"), from("/d", "/d"), from("/f", "/f"), from("/e", "/g")]);
  // Between two keys that a limited user may read, there may be others.
  const readable = unionOf([{ key: key("/a") }, { key: key("/b") }, below("/e")]);
  expect(sightSpans(rows, readable)).toEqual([
    from("/a", "/a"),
    from("/b", "/b"),
    { ...from("/e", "/e"), rangeEnd: key("/f") },
  ]);
  expect(sightSpans([], undefined)).toEqual([]);
  const many = Array.from({ length: 90 }, (_, at) => (at % 2 === 0 ? row(`/${at + 10}`) : "folder-2f"));
  expect(sightSpans(many, undefined)).toHaveLength(20);
});

test("the same ranges are the same, others are not", () => {
  expect(idOfSpans([below("/a/"), below("/b/")])).toBe(idOfSpans([below("/a/"), below("/b/")]));
  expect(new Set([[below("/a/")], [below("/b/")], []].map(idOfSpans)).size).toBe(3);
});

test("of several watches the one that stands worst is told", () => {
  const failure = { kind: "offline", message: "gone" } as const;
  const waiting = { kind: "waiting", failure, retryAtMs: 1 } as const;
  expect(worstOf([{ kind: "live" }, waiting, { kind: "live" }])).toBe(waiting);
  expect(worstOf([{ kind: "live" }, { kind: "opening" }])).toEqual({ kind: "opening" });
  expect(worstOf([])).toEqual({ kind: "off" });
});

test("a key lights up in its own row, else in that of the innermost folder in sight", () => {
  const hex = (text: string) => encodeHex(key(text));
  expect(elementIdsOf(key("/a/b/c"), Uint8Array.of(0x2f))).toEqual([
    `key-${hex("/a/b/c")}`,
    `folder-${hex("/a/b/")}`,
    `folder-${hex("/a/")}`,
  ]);
});
