/** Finding the place of what is not read yet, by asking etcd how many keys stand before it. */
import { concatBytes, asKey, encodeHex, type Key } from "../../model/bytes.ts";
import { int64 } from "../../model/int64.ts";
import { folderOf } from "../listing/child.ts";
import type { Listing, ListingCall } from "../listing/listing.ts";
import { prefixRange } from "../../model/range.ts";
import { entryAtKey, indexOf } from "./listing-index.ts";
import type { RowPlace } from "./row-place.ts";

/** Where a key or folder of a listing stands. Costs one count where it lies among unread keys, else nothing. */
export async function placeInListing(
  call: ListingCall,
  listing: Listing,
  name: Key,
  signal?: AbortSignal,
): Promise<RowPlace> {
  const at = entryAtKey(listing, name);
  const entry = listing.entries[at];
  const before = indexOf(listing).keysBefore[at] ?? 0;
  const place = { folder: encodeHex(listing.prefix), name: encodeHex(name), offset: before };
  if (entry?.kind !== "unread") return place;
  const request = { key: entry.range.key, rangeEnd: name, countOnly: true, revision: listing.revision };
  const { count } = await call.range(request, signal);
  return { ...place, offset: before + Math.min(Number(count), entry.count - 1) };
}

/** The first key or folder of a listing whose name starts with `start`, found in etcd; undefined for none. */
export async function firstNamed(
  call: ListingCall,
  listing: Listing,
  start: Uint8Array,
  signal?: AbortSignal,
): Promise<RowPlace | undefined> {
  const { prefix, delimiters, revision } = listing;
  const range = prefixRange(asKey(concatBytes([prefix, start])));
  const { kvs } = await call.range({ ...range, limit: int64(1), keysOnly: true, revision }, signal);
  const key = kvs[0]?.key;
  if (key === undefined) return undefined;
  return placeInListing(call, listing, folderOf(key, prefix.length, delimiters) ?? key, signal);
}
