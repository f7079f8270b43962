/** Rows for what is there only now, among those of a past revision: pure. */
import { compareBytes, encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { startOf } from "@etcd-explorer/shared/read/browse/listing-index";
import { folderOf } from "@etcd-explorer/shared/read/listing/child";
import type { Entry, Listing } from "@etcd-explorer/shared/read/listing/listing";

/**
 * A listing with entries for keys that are there only now, and for folders that hold nothing else. `added`: those keys
 * below its prefix, in order. One of which not everything is read stays as it is: where they belong is not known.
 */
export function mergeNotYet(listing: Listing, added: readonly KeyFacts[]): Listing {
  const { prefix, delimiters, entries } = listing;
  if (added.length === 0 || entries.some(({ kind }) => kind === "unread")) return listing;
  const known = new Set(entries.map((entry) => encodeHex(startOf(entry))));
  const fresh: Entry[] = [];
  for (const facts of added) {
    const folder = folderOf(facts.key, prefix.length, delimiters);
    const last = fresh.at(-1);
    if (folder === undefined) fresh.push({ kind: "key", facts });
    else if (last?.kind === "folder" && compareBytes(last.prefix, folder) === 0) {
      fresh[fresh.length - 1] = { ...last, count: last.count + 1 };
    } else if (!isKnownFolder(entries, folder, known))
      fresh.push({ kind: "folder", prefix: folder, count: 1, first: facts });
  }
  if (fresh.length === 0) return listing;
  const merged = [...entries, ...fresh].toSorted((a, b) => compareBytes(startOf(a), startOf(b)));
  return { ...listing, entries: merged };
}

function isKnownFolder(entries: readonly Entry[], folder: Key, known: ReadonlySet<string>): boolean {
  if (!known.has(encodeHex(folder))) return false;
  return entries.some((entry) => entry.kind === "folder" && compareBytes(entry.prefix, folder) === 0);
}

/** Keys with those that are there only now, both in key order. */
export function mergeKeys(keys: readonly KeyFacts[], added: readonly KeyFacts[]): readonly KeyFacts[] {
  if (added.length === 0) return keys;
  return [...keys, ...added].toSorted((a, b) => compareBytes(a.key, b.key));
}
