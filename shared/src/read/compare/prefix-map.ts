/** Keys of one side as the keys of the other: what follows the prefix is the same. */
import { asKey, concatBytes, equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import { isOpenEnd, keyAfter, openEnd, prefixEnd } from "../../model/range.ts";

/** The key of the other side; `key` starts with `from`. */
export function mapKey(key: Key, from: Key, to: Key): Key {
  return equalBytes(from, to) ? key : asKey(concatBytes([to, key.subarray(from.length)]));
}

/**
 * All names below a prefix. An empty prefix begins with the empty name, which is no key there, but stands for the key
 * that is the prefix itself on the other side.
 */
export function namesBelow(prefix: Key): KeySpan {
  return { key: prefix, rangeEnd: prefixEnd(prefix) };
}

/** The span of the other side, of one that lies within {@link namesBelow} `from`, as etcd is asked for it. */
export function mapSpan({ key, rangeEnd }: KeySpan, from: Key, to: Key): KeySpan {
  if (equalBytes(from, to)) return { key: startAt(key), rangeEnd };
  const isWholeEnd = isOpenEnd(rangeEnd) || !startsWith(rangeEnd, from) || equalBytes(rangeEnd, prefixEnd(from));
  const end = isWholeEnd ? prefixEnd(to) : mapKey(rangeEnd, from, to);
  // Only the key that is the prefix itself lies before such an end: an empty prefix has none, and etcd takes it as open.
  if (!isWholeEnd && isOpenEnd(end)) return { key: keyAfter(end), rangeEnd: keyAfter(end) };
  return { key: startAt(mapKey(key, from, to)), rangeEnd: end };
}

/** etcd refuses an empty key: the first that there can be is one zero byte. */
const startAt = (key: Key): Key => (key.length === 0 ? openEnd : key);

/** Orders two keys by what follows their prefixes. */
export function compareNames(a: Key, aStart: number, b: Key, bStart: number): number {
  const shared = Math.min(a.length - aStart, b.length - bStart);
  for (let at = 0; at < shared; at++) {
    const difference = (a[aStart + at] ?? 0) - (b[bStart + at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - aStart - (b.length - bStart);
}
