/** Stretches of a folder: ranges of keys that hold whole children only, with exact counts. */
import { equalBytes, type Key } from "../../model/bytes.ts";
import { compareEnds, type KeySpan } from "../../model/key-ranges.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { keyAfter, prefixEnd } from "../../model/range.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { folderOf } from "./child.ts";
import type { Entry } from "./listing.ts";

/** What makes children of keys. */
export interface Folder {
  readonly prefix: Key;
  readonly delimiters: Uint8Array;
}

/** Exactly `count` keys (one at least) from `first` on, which is the first of them. */
export interface Stretch extends KeySpan {
  readonly count: number;
  readonly first: KeyFacts;
}

/** Where the child that holds `key` ends: what comes next may start there. */
export function childEnd(key: Key, { prefix, delimiters }: Folder): Key {
  const folder = folderOf(key, prefix.length, delimiters);
  return folder === undefined ? keyAfter(key) : prefixEnd(folder);
}

/** Only what a listing keeps of a key: an answer's key-value pair would hold its value as well. */
export function factsOf({ key, createRevision, modRevision, version, lease }: KeyFacts): KeyFacts {
  return { key, createRevision, modRevision, version, lease };
}

/** The stretch that an answer found in a range; undefined where the range is empty. */
export function stretchOf({ key, rangeEnd }: KeySpan, answer: RangeResponse): Stretch | undefined {
  const first = answer.kvs[0];
  return first === undefined ? undefined : { key, rangeEnd, count: Number(answer.count), first: factsOf(first) };
}

/** The one child that a stretch is, where that is certain without asking; undefined: there may be more. */
export function onlyChild({ count, first, rangeEnd }: Stretch, { prefix, delimiters }: Folder): Entry | undefined {
  const folder = folderOf(first.key, prefix.length, delimiters);
  if (folder === undefined) return count === 1 ? { kind: "key", facts: first } : undefined;
  const isAll = count === 1 || compareEnds(prefixEnd(folder), rangeEnd) >= 0;
  return isAll ? { kind: "folder", prefix: folder, count, first } : undefined;
}

/** The keys of a whole stretch, which come in order, as children. */
export function childrenOf(keys: readonly KeyFacts[], { prefix, delimiters }: Folder): Entry[] {
  const entries: Entry[] = [];
  for (const facts of keys) {
    const last = entries.at(-1);
    const folder = folderOf(facts.key, prefix.length, delimiters);
    if (folder === undefined) entries.push({ kind: "key", facts: factsOf(facts) });
    else if (last?.kind === "folder" && equalBytes(last.prefix, folder)) {
      entries[entries.length - 1] = { ...last, count: last.count + 1 };
    } else entries.push({ kind: "folder", prefix: folder, count: 1, first: factsOf(facts) });
  }
  return entries;
}
