/** The pages of a flat table of keys as the cache holds them, and what the write of one key changes in them. Pure. */
import { compareBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts, KeyValue } from "@etcd-explorer/shared/model/key-value";
import { lastWhere } from "@etcd-explorer/shared/read/browse/listing-index";

export interface TablePage {
  readonly keys: readonly KeyFacts[];
  /** All keys below the prefix: in the first page only, since each later one counts what is left. */
  readonly count: number;
  /** Whether keys are left beyond this page. */
  readonly more: boolean;
  /** The revision that its keys are as of; absent: not known. */
  readonly keysAt?: Revision | undefined;
  /** That of the count. */
  readonly countAt?: Revision | undefined;
}

/** What a table holds of a key: everything but its value. */
export function factsOf({ key, createRevision, modRevision, version, lease }: KeyValue): KeyFacts {
  return { key, createRevision, modRevision, version, lease };
}

/** What was read of a key and of its table after a write. */
export interface ReadAgain {
  readonly key: Key;
  /** undefined: there is no such key any more. */
  readonly facts: KeyFacts | undefined;
  /** All keys of the table. */
  readonly count: number;
  /** The revision that they were counted at. */
  readonly countAt?: Revision | undefined;
}

/** The pages with one key as it is now; every page without it stays the same object, as does all beyond what is loaded. */
export function withKeyRead(
  pages: readonly TablePage[],
  { key, facts, count, countAt }: ReadAgain,
): readonly TablePage[] {
  const holder = holderOf(pages, key);
  return pages.map((page, at) => {
    const keys = at === holder ? replaced(page.keys, key, facts) : page.keys;
    const counted = at === 0 ? { count, countAt } : { count: page.count, countAt: page.countAt };
    return keys === page.keys && counted.count === page.count ? page : { ...page, keys, ...counted };
  });
}

/** The page that a key is in, or would be; -1: it lies beyond what is loaded. */
export function holderOf(pages: readonly TablePage[], key: Key): number {
  return pages.findIndex(({ keys, more }) => {
    const last = keys.at(-1);
    return !more || (last !== undefined && compareBytes(key, last.key) <= 0);
  });
}

/** Where a key stands among others in order, or would. */
export function placeAmong(keys: readonly KeyFacts[], key: Key): { readonly at: number; readonly isThere: boolean } {
  const at = 1 + lastWhere(keys.length, (index) => compareBytes(keys[index]?.key ?? key, key) < 0);
  const known = keys[at];
  return { at, isThere: known !== undefined && compareBytes(known.key, key) === 0 };
}

function replaced(keys: readonly KeyFacts[], key: Key, facts: KeyFacts | undefined): readonly KeyFacts[] {
  const { at, isThere } = placeAmong(keys, key);
  if (!isThere && facts === undefined) return keys;
  return keys.toSpliced(at, isThere ? 1 : 0, ...(facts === undefined ? [] : [facts]));
}
