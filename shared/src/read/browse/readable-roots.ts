/** The roots of a limited user's tree: the ranges that it may read, in place of all keys, which etcd would refuse. */
import { asKey, equalBytes } from "../../model/bytes.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import type { Entry, Listing, ListingCall } from "../listing/listing.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import { isOpenEnd, keyAfter, prefixEnd } from "../../model/range.ts";
import type { RangeRequest } from "../../model/txn.ts";
import { zeroRevision } from "../../model/int64.ts";

/** Whether a span is all keys that start with its `key`. */
export function isPrefixSpan({ key, rangeEnd }: KeySpan): boolean {
  return key.length > 0 && !isOpenEnd(key) && !isOpenEnd(rangeEnd) && equalBytes(prefixEnd(key), rangeEnd);
}

/**
 * A listing whose entries are the readable ranges: a prefix is a folder, even an empty one, a single key a key, and any
 * other range a stretch to be read. All counted in one request.
 */
export async function listReadable(
  call: ListingCall,
  readable: readonly KeySpan[],
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Listing> {
  const requests = readable.map((span): RangeRequest => {
    const isKey = equalBytes(span.rangeEnd, keyAfter(span.key));
    return isKey ? { key: span.key, keysOnly: true } : { ...span, countOnly: true };
  });
  const { ranges, revision = zeroRevision } = await readRanges(call, requests, signal);
  const entries: Entry[] = [];
  let total = 0;
  for (const [at, span] of readable.entries()) {
    const range = ranges[at];
    if (range === undefined) continue;
    const count = Number(range.count);
    const [facts] = range.kvs;
    total += count;
    if (facts !== undefined) entries.push({ kind: "key", facts });
    else if (isPrefixSpan(span)) entries.push({ kind: "folder", prefix: span.key, count });
    else if (count > 0) entries.push({ kind: "unread", range: span, count });
  }
  const prefix = asKey(new Uint8Array());
  return { prefix, delimiters, entries, count: total, revision };
}
