/** A folder's children by reading every key: what a listing must come to. For tests. */
import { encodeHex, startsWith, type Key } from "../src/model/bytes.ts";
import { folderNameLength } from "../src/read/listing/child.ts";
import { entryCount, type Entry } from "../src/read/listing/listing.ts";

/** One line a child, in key order: `key 2f61 1`, `folder 2f622f 12`. */
export function naiveListing(keys: readonly Key[], prefix: Key, delimiters: Uint8Array): string[] {
  const counts = new Map<string, number>();
  for (const key of keys) {
    if (!startsWith(key, prefix)) continue;
    const length = folderNameLength(key, prefix.length, delimiters);
    const name =
      length === 0 ? `key ${encodeHex(key)}` : `folder ${encodeHex(key.subarray(0, prefix.length + length))}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`);
}

/** An entry as the same line; an unread stretch by where it starts. */
export function spellEntry(entry: Entry): string {
  if (entry.kind === "key") return `key ${encodeHex(entry.facts.key)} 1`;
  return `${entry.kind} ${encodeHex(entry.kind === "folder" ? entry.prefix : entry.range.key)} ${entryCount(entry)}`;
}
