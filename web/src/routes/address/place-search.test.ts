import { expect, test } from "vitest";
import { placeSearch } from "./place-search.ts";

test("a key within the prefix leaves the tree narrowed, another one shows it among all keys", () => {
  const shown = { prefix: "/config/", view: "table" };
  expect(placeSearch({ kind: "key", text: "/config/a" }, shown)).toEqual({ ...shown, key: "/config/a" });
  expect(placeSearch({ kind: "key", text: "/other" }, shown)).toEqual({ view: "table", key: "/other" });
  expect(placeSearch({ kind: "key", text: "/other" }, {})).toEqual({ key: "/other" });
});

test("a prefix narrows the tree to it, and no key is open", () => {
  expect(placeSearch({ kind: "prefix", text: "/a/" }, { prefix: "/config/" })).toEqual({ prefix: "/a/" });
});
