/** Letting go of what was read, so that a folder of a million keys stays small in memory however far one scrolls. */
import { entryCount, type Entry, type KeyEntry, type Listing, type UnreadEntry } from "../listing/listing.ts";
import { keyAfter } from "../../model/range.ts";

/** So many children of one folder are held at the most, save for child folders, which stay. */
export const heldEntries = 20_000;

/**
 * The listing with the keys far from one entry turned back into unread stretches of exact counts; the listing itself
 * where it is small enough. What is kept is half of `held` to either side.
 */
export function forgetFar(listing: Listing, around: number, held: number = heldEntries): Listing {
  const { entries } = listing;
  if (entries.length <= held) return listing;
  const from = Math.max(0, around - held / 2);
  const to = around + held / 2;
  const kept: Entry[] = [];
  let stretch: UnreadEntry | undefined;
  for (const [at, entry] of entries.entries()) {
    const stays = entry.kind === "folder" || (at >= from && at < to);
    if (!stays) {
      stretch = stretch === undefined ? unreadOf(entry) : joined(stretch, entry);
      continue;
    }
    if (stretch !== undefined) kept.push(stretch);
    stretch = undefined;
    kept.push(entry);
  }
  if (stretch !== undefined) kept.push(stretch);
  return { ...listing, entries: kept };
}

function unreadOf(entry: KeyEntry | UnreadEntry): UnreadEntry {
  if (entry.kind === "unread") return entry;
  const { key } = entry.facts;
  return { kind: "unread", range: { key, rangeEnd: keyAfter(key) }, count: 1, first: entry.facts };
}

function joined(before: UnreadEntry, entry: KeyEntry | UnreadEntry): UnreadEntry {
  const { rangeEnd } = unreadOf(entry).range;
  return { ...before, range: { key: before.range.key, rangeEnd }, count: before.count + entryCount(entry) };
}
