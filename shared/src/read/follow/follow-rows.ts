/** Single keys of a folder's listing brought up to date, where a watch tells of them and not of the whole folder. */
import { equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import { compareInt64 } from "../../model/int64.ts";
import { isInRange } from "../../model/range.ts";
import { entryAtKey } from "../browse/listing-index.ts";
import type { Entry, Listing } from "../listing/listing.ts";
import { isMembership, type KeyChange } from "./key-change.ts";

/**
 * The listing with newer facts of keys that stand in it; its count and its revision are still of when it was read. The
 * listing itself where nothing in it has changed; undefined where a key came or went, which only reading it tells of.
 */
export function followRows(listing: Listing, changes: readonly KeyChange[]): Listing | undefined {
  const { prefix, revision } = listing;
  let entries: Entry[] | undefined;
  for (const change of changes) {
    const { key, facts } = change;
    if (compareInt64(change.revision, revision) <= 0 || !startsWith(key, prefix)) continue;
    const at = entryAtKey(listing, key);
    const entry = (entries ?? listing.entries)[at];
    if (entry?.kind === "key" && equalBytes(entry.facts.key, key)) {
      if (compareInt64(entry.facts.modRevision, change.revision) >= 0) continue;
      if (facts === undefined || isMembership(change)) return undefined;
      entries ??= [...listing.entries];
      entries[at] = { kind: "key", facts };
    } else if (isMembership(change) || !holdsMore(entry, key)) return undefined;
  }
  return entries === undefined ? listing : { ...listing, entries, asRead: listing.asRead ?? listing };
}

/** Whether a key may lie in an entry beside its first one. */
function holdsMore(entry: Entry | undefined, key: Key): boolean {
  if (entry === undefined || entry.kind === "key") return false;
  return entry.kind === "folder" ? startsWith(key, entry.prefix) : isInRange(key, entry.range);
}
