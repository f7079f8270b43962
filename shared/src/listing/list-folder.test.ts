import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, compareBytes, encodeHex, keyFromText, startsWith, type Key } from "../bytes.ts";
import { folderNameLength, slash } from "./child.ts";
import { fakeEtcd } from "./fake-etcd.ts";
import { listFolder } from "./list-folder.ts";
import { entryCount, type Entry, type Listing } from "./listing.ts";
import { readUnread } from "./read-unread.ts";

/** The children of a folder by reading every key. */
function naive(keys: readonly Key[], prefix: Key, delimiters: Uint8Array): string[] {
  const counts = new Map<string, number>();
  for (const key of keys.filter((candidate) => startsWith(candidate, prefix))) {
    const length = folderNameLength(key, prefix.length, delimiters);
    const name =
      length === 0 ? `key ${encodeHex(key)}` : `folder ${encodeHex(key.subarray(0, prefix.length + length))}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`);
}

function spell(entry: Entry): string {
  if (entry.kind === "key") return `key ${encodeHex(entry.facts.key)} 1`;
  return `${entry.kind} ${encodeHex(entry.kind === "folder" ? entry.prefix : entry.range.key)} ${entry.count}`;
}

const byte = fc.constantFrom(0x00, 0x2f, 0x2f, 0x30, 0x61, 0x62, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 7 }).map((list): Key => asKey(Uint8Array.from(list)));
const keyspace = fc
  .uniqueArray(anyKey, { maxLength: 60, selector: encodeHex })
  .map((keys) => keys.toSorted((a, b) => compareBytes(a, b)));
const anyPrefix = fc.array(byte, { maxLength: 3 }).map((list): Key => asKey(Uint8Array.from(list)));

async function readAll(call: ReturnType<typeof fakeEtcd>, listing: Listing): Promise<Listing> {
  let now = listing;
  for (;;) {
    const entry = now.entries.findIndex(({ kind }) => kind === "unread");
    const unread = now.entries[entry];
    if (unread === undefined) return now;
    now = await readUnread(call, now, { entry, offset: entryCount(unread) - 1 });
  }
}

describe("listing a folder", () => {
  test("gives what reading every key gives, in order, with exact counts", async () => {
    await fc.assert(
      fc.asyncProperty(keyspace, anyPrefix, async (keys, prefix) => {
        const listing = await listFolder(fakeEtcd(keys), { prefix, delimiters: slash });
        expect(listing.entries.map(spell)).toEqual(naive(keys, prefix, slash));
      }),
    );
  });

  test("stops where the budget is used, and what is left is read where one asks for it", async () => {
    const keys = Array.from({ length: 6000 }, (_, at) => keyFromText(`/k${String(at).padStart(4, "0")}`));
    const call = fakeEtcd(keys);
    const request = { prefix: keyFromText("/"), delimiters: slash, budget: { children: 10, ranges: 10 } };
    const listing = await listFolder(call, request);
    expect(listing.count).toBe(6000);
    expect(listing.entries.reduce((sum, entry) => sum + entryCount(entry), 0)).toBe(6000);
    expect(listing.entries.at(-1)?.kind).toBe("unread");
    const whole = await readAll(call, listing);
    expect(whole.entries.map(spell)).toEqual(naive(keys, keyFromText("/"), slash));
  });
});
