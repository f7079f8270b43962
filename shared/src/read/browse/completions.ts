/** What could be meant by the beginning of a key: the next folders and keys, read from the cluster as one types. */
import { asKey, concatBytes, encodeHex, startsWith, type Key } from "../../model/bytes.ts";
import { folderOf, foldersAbove } from "../listing/child.ts";
import { listFolder } from "../listing/list-folder.ts";
import { entryCount, type Entry, type Listing, type ListingCall } from "../listing/listing.ts";
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
/** A few dozens of ranges find the first of them; what is beyond is not worth a walk of the keyspace. */
const budget = { children: shownCompletions, ranges: 64 };

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
export async function complete(
  call: ListingCall,
  typed: Key,
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Completion[]> {
  const folder = folderTyped(typed, delimiters).length;
  const { entries } = await listFolder(call, { prefix: typed, delimiters, budget, signal });
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

/**
 * The same where a person may leave out what keys begin with: `config` finds `/config/` as well, after what starts so
 * itself. Asks twice at most.
 */
export async function completeLoosely(
  call: ListingCall,
  typed: Key,
  delimiters: Uint8Array,
  signal: AbortSignal,
): Promise<Completion[]> {
  const [delimiter] = delimiters;
  const exact = complete(call, typed, delimiters, signal);
  if (typed.length === 0 || delimiter === undefined || delimiters.includes(typed[0] ?? 0)) return exact;
  const below = complete(call, asKey(concatBytes([Uint8Array.of(delimiter), typed])), delimiters, signal);
  return (await Promise.all([exact, below])).flat().slice(0, shownCompletions);
}
