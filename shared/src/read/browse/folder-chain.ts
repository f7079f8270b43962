/** Folders that hold nothing but one folder: what is known of such chains without asking. */
import { equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import { folderOf } from "../listing/child.ts";
import type { FolderEntry, Listing } from "../listing/listing.ts";

/** The folder that is all that a folder holds; undefined: it holds more, nothing, or it is not known. */
export function onlyFolder({ entries }: Listing): FolderEntry | undefined {
  const [only] = entries;
  return entries.length === 1 && only?.kind === "folder" ? only : undefined;
}

/**
 * The next folder of the chain that an entry begins, below `prefix`: where exactly one key lies in it and that key is
 * known, all folders on the way to it are.
 */
export function nextOfSingle({ count, first }: FolderEntry, prefix: Key, delimiters: Uint8Array): Key | undefined {
  if (count !== 1 || first === undefined || !startsWith(first.key, prefix)) return undefined;
  const next = folderOf(first.key, prefix.length, delimiters);
  // A key that is called like its folder lies in it.
  return next === undefined || equalBytes(next, prefix) ? undefined : next;
}

/** The innermost folder of the chain that an entry begins, as far as the entry alone tells. */
export function innermostOfSingle(entry: FolderEntry, delimiters: Uint8Array): Key {
  let innermost = entry.prefix;
  for (;;) {
    const next = nextOfSingle(entry, innermost, delimiters);
    if (next === undefined) return innermost;
    innermost = next;
  }
}
