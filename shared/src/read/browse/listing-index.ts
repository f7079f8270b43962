/** Finding one's way in a folder's listing: what stands where, by key and by number of keys. Kept once a listing. */
import { compareBytes, type Key } from "../../model/bytes.ts";
import { entryCount, type Entry, type Listing } from "../listing/listing.ts";

/** A stretch of a listing whose children are not known yet, with the rows that it is shown as. */
export interface UnreadStretch {
  readonly entry: number;
  readonly rows: number;
}

interface ListingIndex {
  /** How many keys stand before each entry, and at the end how many there are. */
  readonly keysBefore: Float64Array;
  readonly unread: readonly UnreadStretch[];
}

/** Where the keys of an entry begin. */
export function startOf(entry: Entry): Key {
  switch (entry.kind) {
    case "folder":
      return entry.prefix;
    case "key":
      return entry.facts.key;
    case "unread":
      return entry.range.key;
    default:
      return entry satisfies never;
  }
}

/** As many rows as an unread stretch is shown as while nothing at all is known of its folder. */
const rowsWhileUnknown = 50;

const known = new WeakMap<Listing, ListingIndex>();

/** The index of a listing; made once, since listings never change. */
export function indexOf(listing: Listing): ListingIndex {
  const before = known.get(listing);
  if (before !== undefined) return before;
  const { entries } = listing;
  const keysBefore = new Float64Array(entries.length + 1);
  let keysSeen = 0;
  let rowsSeen = 0;
  for (const [at, entry] of entries.entries()) {
    const keys = entryCount(entry);
    keysBefore[at + 1] = (keysBefore[at] ?? 0) + keys;
    if (entry.kind === "unread") continue;
    keysSeen += keys;
    rowsSeen++;
  }
  const unread: UnreadStretch[] = [];
  for (const [at, entry] of entries.entries()) {
    if (entry.kind !== "unread" || entry.count === 0) continue;
    const guess = keysSeen === 0 ? rowsWhileUnknown : Math.round(entry.count * (rowsSeen / keysSeen));
    unread.push({ entry: at, rows: Math.max(1, Math.min(entry.count, guess)) });
  }
  const index = { keysBefore, unread };
  known.set(listing, index);
  return index;
}

/** The last entry that begins at or before `key`; -1 where all begin after it. */
export function entryAtKey(listing: Listing, key: Key): number {
  return lastWhere(listing.entries.length, (at) => {
    const entry = listing.entries[at];
    return entry !== undefined && compareBytes(startOf(entry), key) <= 0;
  });
}

/** The entry that holds the key with `offset` keys of the folder before it; -1 in an empty folder. */
export function entryAtOffset(listing: Listing, offset: number): number {
  const { keysBefore } = indexOf(listing);
  return lastWhere(listing.entries.length, (at) => (keysBefore[at] ?? 0) <= offset);
}

/** The last of `count` places where a condition holds that holds at first and then no longer; -1 for none. */
export function lastWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
