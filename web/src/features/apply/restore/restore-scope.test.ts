import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { spanOf } from "@etcd-explorer/shared/model/key-ranges";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { expect, test } from "vitest";
import { selectionId, type SelectedThing } from "#/stores/selection.ts";
import { folderScope, keyScope, readableScope, selectionScope } from "./restore-scope.ts";

const hexOf = (text: string) => encodeHex(keyFromText(text));
const folder: SelectedThing = { kind: "prefix", prefix: hexOf("/a/"), count: 2 };
const key: SelectedThing = { kind: "key", key: hexOf("/b") };

test("a folder is the marked one, or the one that is shown, or all keys", () => {
  expect(folderScope(folder, keyFromText("/shown/"))).toMatchObject({ what: "/a/", prefixes: [keyFromText("/a/")] });
  expect(folderScope(key, keyFromText("/shown/"))).toMatchObject({ what: "/shown/", keys: [] });
  expect(folderScope(undefined, keyFromText(""))).toMatchObject({ what: "all keys", prefixes: [keyFromText("")] });
});

test("a selection is told apart into prefixes and keys", () => {
  expect(selectionScope(new Map())).toBeUndefined();
  expect(selectionScope(new Map([folder, key].map((thing) => [selectionId(thing), thing])))).toMatchObject({
    what: "1 folder and 1 key",
    prefixes: [keyFromText("/a/")],
    keys: [keyFromText("/b")],
  });
  expect(keyScope(keyFromText("/b"), "/b")).toMatchObject({ keys: [keyFromText("/b")], prefixes: [] });
});

test("of all keys a limited user restores what it may read: its prefixes and keys, and nothing of other ranges", () => {
  const all = folderScope(undefined, keyFromText(""));
  expect(readableScope(all, undefined)).toBe(all);
  const range = spanOf({ key: keyFromText("/m"), rangeEnd: keyFromText("/p") });
  const read = [spanOf(prefixRange(keyFromText("/app/"))), range, spanOf({ key: keyFromText("/one") })];
  expect(readableScope(all, read)).toMatchObject({
    what: "all readable keys",
    prefixes: [keyFromText("/app/")],
    keys: [keyFromText("/one")],
  });
  const within = folderScope(undefined, keyFromText("/app/x/"));
  expect(readableScope(within, read)).toBe(within);
  expect(readableScope(all, [range])).toBeUndefined();
});
