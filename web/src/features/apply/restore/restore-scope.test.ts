import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { selectionId, type SelectedThing } from "#/stores/selection.ts";
import { prefixScope, keyScope, selectionScope } from "./restore-scope.ts";

const hexOf = (text: string) => encodeHex(keyFromText(text));
const folder: SelectedThing = { kind: "prefix", prefix: hexOf("/a/"), count: 2 };
const key: SelectedThing = { kind: "key", key: hexOf("/b") };

test("what is meant is the marked folder or key, or what is shown, or all keys", () => {
  expect(prefixScope(folder, keyFromText("/shown/"))).toMatchObject({ what: "/a/", prefixes: [keyFromText("/a/")] });
  expect(prefixScope(key, keyFromText(""))).toMatchObject({ what: "/b", keys: [keyFromText("/b")], prefixes: [] });
  expect(prefixScope(undefined, keyFromText("/shown/"))).toMatchObject({ what: "/shown/", keys: [] });
  expect(prefixScope(undefined, keyFromText(""))).toMatchObject({ what: "all keys", prefixes: [keyFromText("")] });
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
