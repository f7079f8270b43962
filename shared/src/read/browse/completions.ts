/** What could be meant by the beginning of a key: the next folders and keys, read from the cluster as one types. */
import { asKey, concatBytes, encodeHex, startsWith, type Key } from "../../model/bytes.ts";
import { int64, type Revision } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { folderOf, foldersAbove } from "../listing/child.ts";
import { listFolder } from "../listing/list-folder.ts";
import { entryCount, type Entry, type Listing, type ListingCall, type ListingRequest } from "../listing/listing.ts";
import { childrenOf, factsOf } from "../listing/stretch.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import { startOf } from "./listing-index.ts";

export interface Completion {
  readonly kind: "folder" | "key";
  /** The whole key or prefix. */
  readonly name: Key;
  /** Keys in the folder, where one knows them all. */
  readonly count: number | undefined;
}

/** So many are shown. */
export const shownCompletions = 12;
/** About as many ranges as fit into one request find the first of them; what is beyond is not worth a walk of the keyspace. */
const budget = { children: shownCompletions, ranges: 128 };

/** The folder that one is typing in: as deep as the text has delimiters. */
export function folderTyped(typed: Key, delimiters: Uint8Array): Key {
  return foldersAbove(typed, delimiters).at(-1) ?? asKey(new Uint8Array());
}

/** Completions out of a listing that is there already: undefined where some of them may not be read. */
export function completeFrom(listing: Listing, typed: Key): Completion[] | undefined {
  const found: Completion[] = [];
  for (const entry of listing.entries) {
    if (found.length === shownCompletions) break;
    if (entry.kind === "unread") return undefined;
    if (startsWith(startOf(entry), typed)) found.push(completionOf(entry));
  }
  return found;
}

function completionOf(entry: Exclude<Entry, { kind: "unread" }>): Completion {
  return entry.kind === "key"
    ? { kind: "key", name: entry.facts.key, count: undefined }
    : { kind: "folder", name: entry.prefix, count: entry.count };
}

/** Asks etcd for the first children, of the folder that one is typing in, that start with what was typed. */
export function complete(
  call: ListingCall,
  typed: Key,
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Completion[]> {
  return completeEach(call, [typed], delimiters, signal);
}

/**
 * The same where a person may leave out what keys begin with: `config` finds `/config/` as well, after what starts so
 * itself.
 */
export function completeLoosely(
  call: ListingCall,
  typed: Key,
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Completion[]> {
  const [delimiter] = delimiters;
  const isWhole = typed.length === 0 || delimiter === undefined || delimiters.includes(typed[0] ?? 0);
  const below = isWhole ? [] : [asKey(concatBytes([Uint8Array.of(delimiter), typed]))];
  return completeEach(call, [typed, ...below], delimiters, signal);
}

/** One request reads how all of them begin; of most, that is all that is wanted. */
async function completeEach(
  call: ListingCall,
  starts: readonly Key[],
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Completion[]> {
  const beginnings = await readBeginnings(call, starts, signal);
  const found: Completion[] = [];
  for (const [at, prefix] of starts.entries()) {
    const beginning = beginnings[at];
    if (beginning === undefined || found.length >= shownCompletions) break;
    // One after the other: of what there is no room for, nothing is asked.
    // oxlint-disable-next-line no-await-in-loop
    found.push(...(await completeFurther(call, { prefix, delimiters, signal }, beginning)));
  }
  return found.slice(0, shownCompletions);
}

/** Keys that fill what is shown, where they are no folders of many keys each. */
const beginningKeys = 100;

/** How a range begins, and how much there is. */
interface Beginning extends Pick<RangeResponse, "kvs" | "count"> {
  readonly revision: Revision | undefined;
}

async function readBeginnings(
  call: ListingCall,
  prefixes: readonly Key[],
  signal: AbortSignal,
): Promise<readonly Beginning[]> {
  const requests = prefixes.map((prefix) => ({ ...prefixRange(prefix), keysOnly: true, limit: int64(beginningKeys) }));
  const [only] = requests;
  if (only !== undefined && requests.length === 1) {
    const answer = await call.range(only, signal);
    return [{ ...answer, revision: answer.header?.revision }];
  }
  const { ranges, revision } = await readRanges(call, requests, signal);
  return ranges.map((range) => ({ ...range, revision }));
}

/** The completions of a range that begins so. */
async function completeFurther(
  call: ListingCall,
  request: Pick<ListingRequest, "prefix" | "delimiters"> & { readonly signal: AbortSignal },
  { kvs, count: inAll, revision }: Beginning,
): Promise<Completion[]> {
  const count = Number(inAll);
  const children = childrenOf(kvs, request);
  const isWhole = kvs.length >= count;
  // The last child goes on: how much it holds is not known, nor whether there are others.
  const begun = completionsOf(isWhole ? children : children.slice(0, -1), request);
  const first = kvs[0];
  if (isWhole || begun.length === shownCompletions || first === undefined || revision === undefined) return begun;
  const { entries } = await listFolder(call, { ...request, budget, revision, known: { count, first: factsOf(first) } });
  return completionsOf(entries, request);
}

function completionsOf(
  entries: readonly Entry[],
  { prefix, delimiters }: Pick<ListingRequest, "prefix" | "delimiters">,
): Completion[] {
  const folder = folderTyped(prefix, delimiters).length;
  const found = new Map<string, Completion>();
  for (const entry of entries) {
    if (entry.kind === "unread") continue;
    // What was typed may end right before a delimiter: `/config` means the folder `/config/`, not what is in it.
    const outer = folderOf(startOf(entry), folder, delimiters);
    const name = outer ?? startOf(entry);
    const isWhole = outer === undefined || outer.length >= startOf(entry).length;
    const count = isWhole && entry.kind === "folder" ? entryCount(entry) : undefined;
    const hex = encodeHex(name);
    if (!found.has(hex)) found.set(hex, { kind: outer === undefined ? "key" : "folder", name, count });
    if (found.size === shownCompletions) break;
  }
  return [...found.values()];
}
