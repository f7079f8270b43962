/**
 * Folders over etcd's flat keyspace. A folder is a view: the keys that share a prefix up to a delimiter byte.
 * A delimiter in first place belongs to the name that follows, so `/config/db` lies in `/config/`, not in `/`,
 * and `a`, `/a` and `a//` stay three different entries.
 */
import { asKey, type Bytes, type Key } from "../../model/bytes.ts";

/** The delimiter bytes; `/` unless somebody says otherwise. */
export const slash: Uint8Array = Uint8Array.of(0x2f);

/**
 * The length of the folder name that `key` has below a prefix of `prefixLength` bytes, its delimiter included;
 * 0 where the key lies in the folder itself.
 */
export function folderNameLength(key: Uint8Array, prefixLength: number, delimiters: Uint8Array): number {
  for (let at = prefixLength + 1; at < key.length; at++) {
    if (delimiters.includes(key[at] ?? 0)) return at + 1 - prefixLength;
  }
  return 0;
}

/** The prefix of the folder, directly below a prefix of `prefixLength` bytes, that holds `key`; undefined: no folder. */
export function folderOf(key: Key, prefixLength: number, delimiters: Uint8Array): Key | undefined {
  const length = folderNameLength(key, prefixLength, delimiters);
  return length === 0 ? undefined : asKey(key.slice(0, prefixLength + length));
}

/**
 * Every folder that one passes on the way down to `key`, outermost first: from the root of the keyspace or, with
 * `fromLength`, from a prefix of so many bytes. A key that is itself a folder's prefix ends with that folder.
 */
export function foldersAbove(key: Key, delimiters: Uint8Array, fromLength = 0): Key[] {
  const folders: Key[] = [];
  let prefixLength = fromLength;
  for (;;) {
    const folder = folderOf(key, prefixLength, delimiters);
    if (folder === undefined) return folders;
    folders.push(folder);
    prefixLength = folder.length;
  }
}

/** What a key or a folder is called below a prefix of `prefixLength` bytes. Empty: the folder's own key. */
export function nameBelow(key: Key, prefixLength: number): Bytes {
  return key.subarray(prefixLength);
}
