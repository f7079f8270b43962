import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import { slash } from "../listing/child.ts";
import type { Entry, FolderEntry, Listing } from "../listing/listing.ts";
import { innermostOfSingle, nextOfSingle, onlyFolder } from "./folder-chain.ts";

const factsOf = (name: string) => ({
  key: keyFromText(name),
  createRevision: asRevision(int64(1)),
  modRevision: asRevision(int64(1)),
  version: int64(1),
  lease: noLease,
});
const folder = (prefix: string, count: number, first?: string): FolderEntry => ({
  kind: "folder",
  prefix: keyFromText(prefix),
  count,
  ...(first === undefined ? {} : { first: factsOf(first) }),
});
const listing = (...entries: Entry[]): Listing => ({
  prefix: keyFromText(""),
  delimiters: slash,
  entries,
  count: 1,
  revision: asRevision(int64(1)),
});

test("a folder holds one folder alone where that is its only entry, and all of it is read", () => {
  const only = folder("/a/", 2);
  expect(onlyFolder(listing(only))).toBe(only);
  expect(onlyFolder(listing())).toBeUndefined();
  expect(onlyFolder(listing(only, folder("/b/", 1)))).toBeUndefined();
  expect(onlyFolder(listing({ kind: "key", facts: factsOf("/a") }))).toBeUndefined();
  const range = { key: keyFromText("/a/"), rangeEnd: keyFromText("/b") };
  expect(onlyFolder(listing({ kind: "unread", range, count: 2 }))).toBeUndefined();
});

test.each([
  [folder("/a/", 1, "/a/b/c/d"), "/a/b/c/"],
  [folder("/a/", 1, "/a/b"), "/a/"],
  // A key that ends with a delimiter lies in the folder of that name.
  [folder("/a/", 1, "/a/b/"), "/a/b/"],
  [folder("/a/", 1, "/a/"), "/a/"],
  [folder("/a/", 1, "/a//b"), "/a/"],
  // More keys, or one that is not known: nothing is known of what is in between.
  [folder("/a/", 2, "/a/b/c/d"), "/a/"],
  [folder("/a/", 1), "/a/"],
])("the chain of %j ends with %s", (entry, end) => {
  expect(innermostOfSingle(entry, slash)).toEqual(keyFromText(end));
});

test("a key elsewhere says nothing of a folder", () => {
  expect(nextOfSingle(folder("/a/", 1, "/b/c/d"), keyFromText("/a/"), slash)).toBeUndefined();
});

test("300 folders around one key are one chain", () => {
  const deep = "/x".repeat(300);
  expect(innermostOfSingle(folder("/x/", 1, deep), slash)).toEqual(keyFromText(deep.slice(0, -1)));
});
