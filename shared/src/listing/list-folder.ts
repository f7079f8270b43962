/** Listing a folder, and reading on where a listing left keys unread. */
import { asKey, compareBytes, equalBytes, type Key } from "../bytes.ts";
import { int64, type Revision } from "../int64.ts";
import type { KeyFacts } from "../key-value.ts";
import { isOpenEnd, keyAfter, prefixEnd, prefixRange } from "../range.ts";
import { folderOf } from "./child.ts";
import {
  defaultBudget,
  type Entry,
  type Listing,
  type ListingCall,
  type ListingRequest,
  type Place,
} from "./listing.ts";

const keysPerCall = 1000;

/**
 * Lists a folder: all its children or, where there are more than the budget, the first of them and the rest as unread
 * stretches with exact counts. `onProgress` hears of every state on the way; each covers the whole folder.
 * Rejects with whatever failure the call throws: one compacted revision, and the caller starts anew without `revision`.
 */
export async function listFolder(
  call: ListingCall,
  request: ListingRequest,
  onProgress?: (listing: Listing) => void,
): Promise<Listing> {
  const { prefix, delimiters, signal, budget = defaultBudget } = request;
  const range = prefixRange(prefix);
  const first = await read(call, { ...range }, prefix, delimiters, request.revision, keysPerCall, signal);
  const { revision, count } = first;
  let entries = first.entries;
  const state = (): Listing => ({ prefix, delimiters, entries, count, revision });
  for (let ranges = 1; ; ranges++) {
    const last = entries.at(-1);
    if (last?.kind !== "unread" || entries.length > budget.children || ranges >= budget.ranges) return state();
    onProgress?.(state());
    const next = await read(call, last.range, prefix, delimiters, revision, keysPerCall, signal);
    entries = [...entries.slice(0, -1), ...next.entries];
  }
}

/**
 * Reads what is unread around one place and gives the listing with it. An entry that is not unread stays as it is.
 * What is read is a small stretch, whatever the entry's size; the rest of the entry stays unread, in exact counts.
 */
export async function readUnread(
  call: ListingCall,
  listing: Listing,
  place: Place,
  signal?: AbortSignal,
): Promise<Listing> {
  const { prefix, delimiters, revision } = listing;
  const target = listing.entries[place.entry];
  if (target?.kind !== "unread") return listing;
  const found: Entry[] = [];
  let passed = 0;
  let rest: Entry = target;
  while (rest.kind === "unread" && passed <= place.offset) {
    const next = await read(call, rest.range, prefix, delimiters, revision, keysPerCall, signal);
    const last = next.entries.at(-1);
    const done = last?.kind === "unread" ? next.entries.slice(0, -1) : next.entries;
    found.push(...done);
    for (const entry of done) passed += entry.kind === "key" ? 1 : entry.count;
    if (last?.kind !== "unread") return replace(listing, place.entry, found);
    rest = last;
  }
  return replace(listing, place.entry, [...found, rest]);
}

function replace(listing: Listing, at: number, entries: readonly Entry[]): Listing {
  return { ...listing, entries: [...listing.entries.slice(0, at), ...entries, ...listing.entries.slice(at + 1)] };
}

interface Found {
  readonly entries: Entry[];
  readonly count: number;
  readonly revision: Revision;
}

/** The first children of a range, and the rest of it as one unread entry. */
async function read(
  call: ListingCall,
  range: { readonly key: Key; readonly rangeEnd: Key },
  prefix: Key,
  delimiters: Uint8Array,
  revision: Revision | undefined,
  limit: number,
  signal: AbortSignal | undefined,
): Promise<Found> {
  const at = revision === undefined ? {} : { revision };
  const answer = await call.range({ ...range, keysOnly: true, limit: int64(limit), ...at }, signal);
  const pinned = revision ?? answer.header?.revision;
  if (pinned === undefined) throw new Error("a listing needs a header in etcd's answers");
  const entries = gather(answer.kvs, prefix, delimiters);
  let count = Number(answer.count);
  const total = count;
  const last = entries.at(-1);
  if (!answer.more || last === undefined) return { entries, count, revision: pinned };
  let restKey = keyAfter(answer.kvs.at(-1)?.key ?? range.key);
  if (last.kind === "folder") {
    // Cut by the limit: only etcd knows how many more keys it has.
    const whole = await call.range({ ...prefixRange(last.prefix), countOnly: true, revision: pinned }, signal);
    entries[entries.length - 1] = { ...last, count: Number(whole.count) };
    restKey = prefixEnd(last.prefix);
  }
  for (const entry of entries) count -= entry.kind === "key" ? 1 : entry.count;
  const isLeft =
    count > 0 && !isOpenEnd(restKey) && (isOpenEnd(range.rangeEnd) || compareBytes(restKey, range.rangeEnd) < 0);
  if (isLeft) entries.push({ kind: "unread", range: { key: restKey, rangeEnd: range.rangeEnd }, count });
  return { entries, count: total, revision: pinned };
}

/** Keys, which come in order, as children of the folder. */
function gather(kvs: readonly KeyFacts[], prefix: Key, delimiters: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  for (const { key, createRevision, modRevision, version, lease } of kvs) {
    const facts: KeyFacts = { key: asKey(key), createRevision, modRevision, version, lease };
    const folder = folderOf(key, prefix.length, delimiters);
    const last = entries.at(-1);
    if (folder === undefined) entries.push({ kind: "key", facts });
    else if (last?.kind === "folder" && equalBytes(last.prefix, folder)) {
      entries[entries.length - 1] = { ...last, count: last.count + 1 };
    } else entries.push({ kind: "folder", prefix: folder, count: 1, first: facts });
  }
  return entries;
}
