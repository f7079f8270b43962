/** The pages of a flat table of keys as the cache holds them, and what the write of one key changes in them. Pure. */
import { compareBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts, KeyValue } from "@etcd-explorer/shared/model/key-value";

export interface TablePage {
  readonly keys: readonly KeyFacts[];
  /** All keys below the prefix: in the first page only, since each later one counts what is left. */
  readonly count: number;
  /** Whether keys are left beyond this page. */
  readonly more: boolean;
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
}

/** The pages with one key as it is now; every page without it stays the same object, as does all beyond what is loaded. */
export function withKeyRead(pages: readonly TablePage[], { key, facts, count }: ReadAgain): readonly TablePage[] {
  const holder = pages.findIndex(({ keys, more }) => {
    const last = keys.at(-1);
    return !more || (last !== undefined && compareBytes(key, last.key) <= 0);
  });
  return pages.map((page, at) => {
    const keys = at === holder ? replaced(page.keys, key, facts) : page.keys;
    const counted = at === 0 ? count : page.count;
    return keys === page.keys && counted === page.count ? page : { ...page, keys, count: counted };
  });
}

function replaced(keys: readonly KeyFacts[], key: Key, facts: KeyFacts | undefined): readonly KeyFacts[] {
  const found = keys.findIndex((known) => compareBytes(known.key, key) >= 0);
  const at = found === -1 ? keys.length : found;
  const known = keys[at];
  const isThere = known !== undefined && compareBytes(known.key, key) === 0;
  if (!isThere && facts === undefined) return keys;
  return keys.toSpliced(at, isThere ? 1 : 0, ...(facts === undefined ? [] : [facts]));
}
