/** What rows of a past revision say of now, from the comparisons that were made: pure. */
import { encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { differenceOf, differencesBelow, isWhole, keyOf, type FolderDifferences } from "./folder-differences.ts";
import { markOfFolder, markOfKey } from "./mark-words.ts";
import { mergeKeys, mergeNotYet } from "./not-yet.ts";
import type { PastRows } from "./past-rows.ts";

/** The marks of rows by the folders that were compared, and by single keys. */
export function pastRowsOf(folders: readonly FolderDifferences[], keys: readonly Difference[]): PastRows {
  const single = new Map(keys.map((difference) => [encodeHex(keyOf(difference)), difference]));
  const merged = new WeakMap<Listing, Listing>();
  const around = (name: Key) => folders.find((each) => startsWith(name, each.prefix) && isWhole(each));
  const addedBelow = (prefix: Key) => {
    const folder = around(prefix);
    if (folder === undefined) return [];
    return differencesBelow(folder, prefix).flatMap((each) => (each.kind === "only-right" ? [each.right] : []));
  };
  return {
    markOfKey: (key) => {
      const folder = around(key);
      const difference = folder === undefined ? single.get(encodeHex(key)) : differenceOf(folder, key);
      return difference && markOfKey(difference);
    },
    markOfFolder: (prefix, listed) => {
      const own = folders.find((each) => each.prefix.length === prefix.length && startsWith(prefix, each.prefix));
      if (own !== undefined) return markOfFolder({ ...own, differ: own.count });
      const folder = around(prefix);
      if (folder === undefined) return undefined;
      const below = differencesBelow(folder, prefix);
      const count = (kind: Difference["kind"]) => below.filter((each) => each.kind === kind).length;
      const added = count("only-right");
      // A folder that is there only now is listed with the keys of now.
      const keysThen = added === below.length && added === listed ? 0 : listed;
      const keysNow = keysThen - count("only-left") + added;
      return markOfFolder({ keysThen, keysNow, differ: below.length });
    },
    withNotYet: (listing) => {
      const before = merged.get(listing);
      if (before !== undefined) return before;
      const made = mergeNotYet(listing, addedBelow(listing.prefix));
      merged.set(listing, made);
      return made;
    },
    withKeysNotYet: (rows, prefix, isAll) => {
      const last = rows.at(-1);
      const added = addedBelow(prefix);
      // Below the last one that is loaded the rest is to come.
      return mergeKeys(rows, isAll || last === undefined ? added : added.filter(({ key }) => isBefore(key, last.key)));
    },
  };
}

function isBefore(key: Key, other: Key): boolean {
  return encodeHex(key) < encodeHex(other);
}
