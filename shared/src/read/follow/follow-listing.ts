/**
 * A folder's listing brought up to date by the events of a watch, with nothing read: counts stay exact, since etcd tells
 * every write once and in order, and the first version of a key is a new key.
 */
import { compareBytes, equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import { compareInt64, type Revision } from "../../model/int64.ts";
import { compareEnds } from "../../model/key-ranges.ts";
import { isInRange, keyAfter, prefixRange } from "../../model/range.ts";
import { entryAtKey } from "../browse/listing-index.ts";
import { folderOf } from "../listing/child.ts";
import type { Entry, FolderEntry, Listing, UnreadEntry } from "../listing/listing.ts";
import { countOf, isCreated, type KeyChange } from "./key-change.ts";

/**
 * The listing as of `completeTo`, from `changes` in their order: every one below its prefix that came after its own
 * revision, up to `completeTo`. Others may be among them. The listing itself where nothing in it has changed; undefined
 * where the changes do not fit to it, so that one was missed: then it must be read again.
 */
export function followListing(
  listing: Listing,
  changes: readonly KeyChange[],
  completeTo: Revision,
): Listing | undefined {
  const { prefix, revision } = listing;
  const own = changes.filter((change) => {
    return compareInt64(change.revision, revision) > 0 && startsWith(change.key, prefix);
  });
  if (own.length === 0) return listing;
  const entries = [...listing.entries];
  const draft = { ...listing, entries };
  let { count } = listing;
  for (const change of own) {
    if (!applyChange(draft, change)) return undefined;
    count += countOf(change);
  }
  return { ...listing, entries, count, revision: completeTo, asRead: listing.asRead ?? listing };
}

interface Draft extends Listing {
  readonly entries: Entry[];
}

/** Whether the change fitted. */
function applyChange(draft: Draft, change: KeyChange): boolean {
  const { entries } = draft;
  const at = entryAtKey(draft, change.key);
  const entry = entries[at];
  if (entry === undefined || !holds(entry, change.key)) return insert(draft, at, change);
  if (entry.kind === "key") {
    if (isCreated(change)) return false;
    if (change.facts === undefined) entries.splice(at, 1);
    else entries[at] = { kind: "key", facts: change.facts };
    return true;
  }
  const next = recounted(entry, change);
  if (next.count < 0) return false;
  if (next.count === 0) entries.splice(at, 1);
  else entries[at] = next;
  return true;
}

function holds(entry: Entry, key: Key): boolean {
  switch (entry.kind) {
    case "folder":
      return startsWith(key, entry.prefix);
    case "key":
      return equalBytes(key, entry.facts.key);
    case "unread":
      return isInRange(key, entry.range);
    default:
      return entry satisfies never;
  }
}

/** A folder or a stretch after a change in it. Its first key is forgotten once it is not known any more. */
function recounted<Counted extends FolderEntry | UnreadEntry>(entry: Counted, change: KeyChange): Counted {
  const { first, ...rest } = entry;
  const { key, facts } = change;
  const order = first === undefined ? 1 : compareBytes(key, first.key);
  const isFirst = order === 0 || (order < 0 && isCreated(change));
  const now = isFirst ? facts : first;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same kind of entry, with another count and first key
  return { ...rest, count: entry.count + countOf(change), ...(now === undefined ? {} : { first: now }) } as Counted;
}

/** Puts a new key where no entry is yet, after the one at `at`. */
function insert({ entries, prefix, delimiters }: Draft, at: number, change: KeyChange): boolean {
  const { key, facts } = change;
  if (facts === undefined || !isCreated(change)) return false;
  const folder = folderOf(key, prefix.length, delimiters);
  if (folder === undefined) {
    entries.splice(at + 1, 0, { kind: "key", facts });
    return true;
  }
  // A stretch beside it may hold other keys of the same folder, and cuts no child in two: it takes the key in.
  const before = entries[at];
  if (before?.kind === "unread" && compareEnds(before.range.rangeEnd, folder) > 0) {
    const range = { key: before.range.key, rangeEnd: keyAfter(key) };
    entries[at] = recounted({ ...before, range }, change);
    return true;
  }
  const after = entries[at + 1];
  if (after?.kind === "unread" && compareEnds(after.range.key, prefixRange(folder).rangeEnd) < 0) {
    const range = { key, rangeEnd: after.range.rangeEnd };
    entries[at + 1] = { ...recounted({ ...after, range }, change), first: facts };
    return true;
  }
  entries.splice(at + 1, 0, { kind: "folder", prefix: folder, count: 1, first: facts });
  return true;
}
