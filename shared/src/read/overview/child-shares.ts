/** What a folder holds, by child: the largest child folders first, and the rest summed up. Pure. */
import type { Key } from "../../model/bytes.ts";
import { entryCount, type Listing } from "../listing/listing.ts";

export interface ChildShare {
  readonly prefix: Key;
  /** Keys in it, at all depths. */
  readonly count: number;
  /** Of all keys below the folder, 0 … 1. */
  readonly share: number;
}

/** Every key below the folder is counted in exactly one of these. */
export interface ChildShares {
  /** The largest child folders that are listed, the largest first. */
  readonly largest: readonly ChildShare[];
  /** Child folders that are listed and not among the largest, and the keys in them. */
  readonly others: { readonly folders: number; readonly keys: number };
  /** Keys in the folder itself, as far as they are listed. */
  readonly ownKeys: number;
  /** Keys whose folder is not listed: there are too many children to list them all. */
  readonly unlistedKeys: number;
}

/** The child folders of a listing by their share; `most`: so many of them each by itself. */
export function childShares({ entries, count }: Listing, most: number): ChildShares {
  const folders: ChildShare[] = [];
  let ownKeys = 0;
  let unlistedKeys = 0;
  for (const entry of entries) {
    if (entry.kind === "key") ownKeys++;
    else if (entry.kind === "unread") unlistedKeys += entryCount(entry);
    else folders.push({ prefix: entry.prefix, count: entry.count, share: count === 0 ? 0 : entry.count / count });
  }
  const sorted = folders.toSorted((one, other) => other.count - one.count);
  const rest = sorted.slice(most);
  return {
    largest: sorted.slice(0, most),
    others: { folders: rest.length, keys: rest.reduce((sum, folder) => sum + folder.count, 0) },
    ownKeys,
    unlistedKeys,
  };
}
