/**
 * Listing a folder page by page: keys only, at one revision, skipping over each folder as soon as it is known.
 * A page says honestly whether more follows, and every count in it is exact.
 */
import { compareBytes, equalBytes, type Key } from "../bytes.ts";
import { int64, type Int64, type Revision } from "../int64.ts";
import type { KeyFacts } from "../key-value.ts";
import { isOpenEnd, keyAfter, prefixEnd, prefixRange } from "../range.ts";
import type { RangeResponse } from "../txn.ts";
import { folderOf } from "./child.ts";
import type { ListingCall } from "./listing.ts";

export type Child =
  /** `count` keys start with `prefix`. */
  | { readonly kind: "folder"; readonly prefix: Key; readonly count: Int64 }
  | { readonly kind: "key"; readonly facts: KeyFacts };

export interface Page {
  readonly children: readonly Child[];
  /** The revision that the page, and all that follow it, are read at. */
  readonly revision: Revision;
  /** Where the next page starts; absent: the folder ends here. */
  readonly next?: Key;
  /** Keys of the folder from this page's start to its end, folders' contents included. */
  readonly count: Int64;
}

export interface PageRequest {
  readonly prefix: Key;
  readonly delimiters: Uint8Array;
  /** The `next` of the page before. */
  readonly from?: Key;
  /** The `revision` of the page before; absent: the newest. */
  readonly revision?: Revision;
}

/** Keys a call, and calls a page at the most: together they bound what one page costs etcd and the browser. */
export const keysPerCall = 1000;
export const callsPerPage = 8;
/** A page that has so many children is full. */
export const childrenPerPage = 1000;

interface OpenFolder {
  readonly prefix: Key;
  seen: number;
  /** Whether the page ended within the folder, so that its keys were not all seen. */
  cut: boolean;
}

/** Reads one page of a folder. Costs at most {@link callsPerPage} ranges and one transaction of counts. */
export async function listPage(call: ListingCall, request: PageRequest): Promise<Page> {
  const { prefix, delimiters } = request;
  const range = prefixRange(prefix);
  const entries: (OpenFolder | KeyFacts)[] = [];
  let next: Key | undefined = request.from ?? range.key;
  let revision = request.revision;
  let count: Int64 | undefined;
  for (let calls = 0; next !== undefined && calls < callsPerPage && entries.length < childrenPerPage; calls++) {
    const answer: RangeResponse = await call.range({
      key: next,
      rangeEnd: range.rangeEnd,
      keysOnly: true,
      limit: int64(keysPerCall),
      ...(revision === undefined ? {} : { revision }),
    });
    revision ??= answer.header?.revision;
    count ??= answer.count;
    gather(entries, answer.kvs, prefix.length, delimiters);
    next = following(entries.at(-1), answer.more, range.rangeEnd);
  }
  if (revision === undefined || count === undefined) throw new Error("a listing needs a header in etcd's answers");
  const children = await countFolders(call, entries, revision);
  return { children, revision, count, ...(next === undefined ? {} : { next }) };
}

function isFolder(entry: OpenFolder | KeyFacts): entry is OpenFolder {
  return "prefix" in entry;
}

/** Sorts keys, which come in order, into the folder that is open last, a new folder, or a child of its own. */
function gather(
  entries: (OpenFolder | KeyFacts)[],
  kvs: readonly KeyFacts[],
  prefixLength: number,
  delimiters: Uint8Array,
): void {
  for (const facts of kvs) {
    const folder = folderOf(facts.key, prefixLength, delimiters);
    const last = entries.at(-1);
    if (folder === undefined) entries.push(facts);
    else if (last !== undefined && isFolder(last) && equalBytes(last.prefix, folder)) last.seen++;
    else entries.push({ prefix: folder, seen: 1, cut: false });
  }
}

/** Where to go on: after the last key, or, where it lies in a folder, after that whole folder. */
function following(last: OpenFolder | KeyFacts | undefined, more: boolean, rangeEnd: Key): Key | undefined {
  if (last === undefined || !more) return undefined;
  if (!isFolder(last)) return keyAfter(last.key);
  last.cut = true;
  const end = prefixEnd(last.prefix);
  const ends = isOpenEnd(end) || (!isOpenEnd(rangeEnd) && compareBytes(end, rangeEnd) >= 0);
  return ends ? undefined : end;
}

/** Turns what was gathered into children; folders that were cut are counted by etcd, all in one transaction. */
async function countFolders(
  call: ListingCall,
  entries: readonly (OpenFolder | KeyFacts)[],
  revision: Revision,
): Promise<Child[]> {
  const cut = entries.filter((entry) => isFolder(entry)).filter((folder) => folder.cut);
  const counts = new Map<OpenFolder, Int64>();
  if (cut.length > 0) {
    const answer = await call.txn({
      compare: [],
      success: cut.map((folder) => ({
        kind: "range",
        request: { ...prefixRange(folder.prefix), countOnly: true, revision },
      })),
      failure: [],
    });
    for (const [at, folder] of cut.entries()) {
      const result = answer.responses[at];
      if (result?.kind === "range") counts.set(folder, result.response.count);
    }
  }
  return entries.map((entry) =>
    isFolder(entry)
      ? { kind: "folder", prefix: entry.prefix, count: counts.get(entry) ?? int64(entry.seen) }
      : { kind: "key", facts: entry },
  );
}
