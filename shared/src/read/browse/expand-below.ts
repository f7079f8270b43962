/** Opening every folder below another at once: all keys are read in large pages, and make the listings of all folders. */
import { encodeHex, startsWith, type Key } from "../../model/bytes.ts";
import { int64, zeroRevision, type Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { folderOf } from "../listing/child.ts";
import type { Entry, Listing, ListingCall } from "../listing/listing.ts";
import { keyAfter, prefixRange } from "../../model/range.ts";

/** Beyond so many keys, one is asked first. */
export const askAboveKeys = 2000;
/** Beyond so many keys, a tree with all folders open is no use, and costs the browser too much. */
export const mostKeys = 100_000;

const keysPerCall = 5000;

export interface KeysBelow {
  readonly keys: readonly KeyFacts[];
  readonly revision: Revision;
}

export async function readBelow(call: ListingCall, prefix: Key, signal: AbortSignal): Promise<KeysBelow>;
export async function readBelow(
  call: ListingCall,
  prefix: Key,
  signal: AbortSignal,
  most: number,
): Promise<KeysBelow | undefined>;
/** Every key below a prefix, without values, at one revision; undefined where there turn out to be more than `most`. */
export async function readBelow(
  call: ListingCall,
  prefix: Key,
  signal: AbortSignal,
  most = Number.POSITIVE_INFINITY,
): Promise<KeysBelow | undefined> {
  const { key, rangeEnd } = prefixRange(prefix);
  const keys: KeyFacts[] = [];
  let revision: Revision | undefined;
  let from = key;
  for (;;) {
    const pinned = revision === undefined ? {} : { revision };
    const limit = int64(Math.min(keysPerCall, most));
    const request = { key: from, rangeEnd, keysOnly: true, limit, ...pinned };
    const answer = await call.range(request, signal);
    revision ??= answer.header?.revision;
    for (const { key: name, createRevision, modRevision, version, lease } of answer.kvs) {
      keys.push({ key: name, createRevision, modRevision, version, lease });
    }
    const last = keys.at(-1);
    if (!answer.more || last === undefined) return { keys, revision: revision ?? zeroRevision };
    if (keys.length >= most) return undefined;
    from = keyAfter(last.key);
  }
}

/** The listing of a folder and of every folder in it, from all of its keys in order; by prefix in hex. */
export function listingsBelow(
  prefix: Key,
  keys: readonly KeyFacts[],
  delimiters: Uint8Array,
  revision: Revision,
): Map<string, Listing> {
  const listings = new Map<string, Listing>();
  const list = (folder: Key, from: number, to: number): void => {
    const entries: Entry[] = [];
    listings.set(encodeHex(folder), { prefix: folder, delimiters, entries, count: to - from, revision });
    for (let at = from; at < to;) {
      const facts = keys[at];
      if (facts === undefined) return;
      const inner = folderOf(facts.key, folder.length, delimiters);
      let end = at + 1;
      if (inner === undefined) entries.push({ kind: "key", facts });
      else {
        while (end < to && startsWith(keys[end]?.key ?? folder, inner)) end++;
        entries.push({ kind: "folder", prefix: inner, count: end - at, first: facts });
        list(inner, at, end);
      }
      at = end;
    }
  };
  list(prefix, 0, keys.length);
  return listings;
}
