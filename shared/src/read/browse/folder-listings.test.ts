import { asKey, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import { unionOf } from "../../model/key-ranges.ts";
import { slash } from "../listing/child.ts";
import { fakeEtcd } from "../../../test/fake-listing-etcd.ts";
import { limitCall } from "../listing/limited-call.ts";
import { listFolder } from "../listing/list-folder.ts";
import { readUnread } from "../listing/read-unread.ts";
import { entryCount, type Entry, type Listing } from "../listing/listing.ts";
import { prefixRange } from "../../model/range.ts";
import { describe, expect, test } from "vitest";
import { forgetFar } from "./forget.ts";
import { listReadable } from "./readable-roots.ts";

const signal = new AbortController().signal;
const root = asKey(new Uint8Array());
const names = (count: number, make: (at: number) => string): Key[] =>
  Array.from({ length: count }, (_, at) => keyFromText(make(at)));
const spell = (entry: Entry) =>
  `${entry.kind} ${Buffer.from(entry.kind === "folder" ? entry.prefix : entry.kind === "key" ? entry.facts.key : entry.range.key).toString()} ${entryCount(entry)}`;
const total = ({ entries }: Listing) => entries.reduce((sum, entry) => sum + entryCount(entry), 0);

const below = (text: string) => prefixRange(keyFromText(text));

describe("letting go of what was read", () => {
  const keys = [
    ...names(60, (at) => `a${String(at).padStart(2, "0")}`),
    keyFromText("b/1"),
    ...names(30, (at) => `c${at + 10}`),
  ];

  test("keeps what is near and every folder, and counts the rest exactly", async () => {
    const listing = await listFolder(fakeEtcd(keys), { prefix: root, delimiters: slash, signal });
    const small = forgetFar(listing, 5, 20);
    expect(small.entries.map(spell)).toEqual([
      ...Array.from({ length: 15 }, (_, at) => `key a${String(at).padStart(2, "0")} 1`),
      "unread a15 45",
      "folder b/ 1",
      "unread c10 30",
    ]);
    expect(total(small)).toBe(listing.count);
    expect(forgetFar(listing, 5, 1000)).toBe(listing);
  });

  test("loses nothing: what was let go is read again", async () => {
    const etcd = fakeEtcd(keys);
    const listing = await listFolder(etcd, { prefix: root, delimiters: slash, signal });
    let again = forgetFar(listing, 70, 4);
    for (let at = 0; at < 100 && again.entries.some((entry) => entry.kind === "unread"); at++) {
      const entry = again.entries.findIndex(({ kind }) => kind === "unread");
      again = await readUnread(etcd, again, { entry, offset: 0 }, signal);
    }
    expect(again.entries.map(spell)).toEqual(listing.entries.map(spell));
  });
});

describe("the roots of a limited user", () => {
  const keys = ["/a/1", "/a/2/x", "/b/1", "/f", "/m/1", "/n/1", "/z"].map((text) => keyFromText(text));
  const readable = unionOf([
    below("/a/"),
    below("/empty/"),
    { key: keyFromText("/f") },
    { key: keyFromText("/gone") },
    { key: keyFromText("/m/1"), rangeEnd: keyFromText("/nn") },
  ]);

  test("are folders, keys and stretches, counted in one call", async () => {
    const etcd = fakeEtcd(keys);
    const listing = await listReadable(limitCall(etcd, readable), readable, slash, signal);
    expect(listing.entries.map(spell)).toEqual(["folder /a/ 2", "folder /empty/ 0", "key /f 1", "unread /m/1 2"]);
    expect(listing.count).toBe(5);
    expect(etcd.calls()).toBe(1);
  });

  test("read a range that is no prefix as the folders in it", async () => {
    const call = limitCall(fakeEtcd(keys), readable);
    const listing = await listReadable(call, readable, slash, signal);
    const more = await readUnread(call, listing, { entry: 3, offset: 0 }, signal);
    expect(more.entries.slice(3).map(spell)).toEqual(["folder /m/ 1", "folder /n/ 1"]);
  });

  test("are none where nothing may be read", async () => {
    const listing = await listReadable(fakeEtcd(keys), [], slash, signal);
    expect(listing.entries).toEqual([]);
    expect(encodeHex(listing.prefix)).toBe("");
  });
});
