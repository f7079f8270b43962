/** What holds of every listing, whatever is read of it. For tests. */
import { expect } from "vitest";
import { compareBytes, encodeHex, startsWith, type Key } from "../src/model/bytes.ts";
import { isInRange } from "../src/model/range.ts";
import { entryCount, type Listing } from "../src/read/listing/listing.ts";

/** The entries hold every key below the prefix exactly once, in order, and cut no child in two. */
export function expectCovered(listing: Listing, keys: readonly Key[]): void {
  const below = keys.filter((key) => startsWith(key, listing.prefix));
  expect(listing.count).toBe(below.length);
  let at = 0;
  for (const entry of listing.entries) {
    const held = below.slice(at, at + entryCount(entry));
    expect(held.length).toBeGreaterThan(0);
    const isIn = (key: Key): boolean => {
      if (entry.kind === "folder") return startsWith(key, entry.prefix);
      return entry.kind === "key" ? compareBytes(key, entry.facts.key) === 0 : isInRange(key, entry.range);
    };
    expect(held.every(isIn)).toBe(true);
    const first = entry.kind === "key" ? undefined : entry.first;
    if (first !== undefined) expect(held.slice(0, 1).map(encodeHex)).toEqual([encodeHex(first.key)]);
    at += held.length;
  }
  expect(at).toBe(below.length);
}
