import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import { slash } from "../listing/child.ts";
import type { Listing } from "../listing/listing.ts";
import { followRows } from "./follow-rows.ts";
import type { KeyChange } from "./key-change.ts";

const at = (revision: number) => asRevision(int64(revision));
const factsOf = (name: string, version: number, revision: number): KeyFacts => {
  const key = keyFromText(name);
  return { key, createRevision: at(1), modRevision: at(revision), version: int64(version), lease: noLease };
};
const put = (name: string, version: number, revision: number): KeyChange => {
  return { key: keyFromText(name), revision: at(revision), facts: factsOf(name, version, revision) };
};
const remove = (name: string, revision: number): KeyChange => {
  return { key: keyFromText(name), revision: at(revision), facts: undefined };
};

/** As of revision 10. */
const listing: Listing = {
  prefix: keyFromText("/a/"),
  delimiters: slash,
  entries: [
    { kind: "key", facts: factsOf("/a/1", 1, 3) },
    { kind: "folder", prefix: keyFromText("/a/2/"), count: 4 },
    { kind: "key", facts: factsOf("/a/3", 2, 9) },
    { kind: "unread", range: prefixRange(keyFromText("/a/9")), count: 5 },
  ],
  count: 11,
  revision: at(10),
};

test("keys that stand in the listing become newer, and the rest stays as it was read", () => {
  const next = followRows(listing, [put("/a/3", 3, 11), put("/a/1", 2, 12), put("/a/3", 4, 13)]);
  expect(next?.entries).toEqual([
    { kind: "key", facts: factsOf("/a/1", 2, 12) },
    listing.entries[1],
    { kind: "key", facts: factsOf("/a/3", 4, 13) },
    listing.entries[3],
  ]);
  expect(next).toMatchObject({ count: 11, revision: "10", asRead: listing });
});

test("what is told twice, is older than the listing or lies elsewhere changes nothing", () => {
  const older = [put("/a/1", 2, 4), remove("/a/3", 9), put("/b", 7, 20)];
  expect(followRows(listing, older)).toBe(listing);
  const once = followRows(listing, [put("/a/3", 3, 11)]);
  expect(once && followRows(once, [put("/a/3", 3, 11)])).toBe(once);
});

test("another version of a key in a folder, or in what is not read yet, shows nowhere", () => {
  expect(followRows(listing, [put("/a/2/x", 2, 11), put("/a/9x", 2, 12)])).toBe(listing);
});

test.each([
  ["a new key", put("/a/4", 1, 11)],
  ["a deleted key", remove("/a/1", 11)],
  ["a key that was deleted and created again", put("/a/1", 1, 12)],
  ["a new key in a folder", put("/a/2/y", 1, 11)],
  ["a deleted key in what is not read yet", remove("/a/9x", 11)],
  ["a key that should stand there, and does not", put("/a/4", 2, 11)],
])("%s makes it to be read again", (_, change) => {
  expect(followRows(listing, [change])).toBeUndefined();
});
