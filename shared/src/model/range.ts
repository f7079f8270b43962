/** Ranges of keys, as etcd spells them: from `key` up to, not including, `rangeEnd`. */
import { asKey, compareBytes, type Key } from "./bytes.ts";

/**
 * One key (no `rangeEnd`), or all keys from `key` up to `rangeEnd`.
 * A `rangeEnd` of one zero byte is open: every key from `key` on.
 * Source: etcd api/etcdserverpb/rpc.proto, RangeRequest.
 */
export interface KeyRange {
  readonly key: Key;
  readonly rangeEnd?: Key;
}

/** The open end: one zero byte. */
export const openEnd: Key = asKey(Uint8Array.of(0));

/** Whether an end is the open one. */
export function isOpenEnd(rangeEnd: Key): boolean {
  return rangeEnd.length === 1 && rangeEnd[0] === 0;
}

/**
 * The end of the range that holds every key starting with `prefix`: the last byte below 0xff
 * goes up by one and what follows is dropped. Nothing left (an empty prefix, or only 0xff)
 * means that no key lies above: the open end.
 *
 * @example prefixEnd(keyFromText("/config/")) // "/config0"
 */
export function prefixEnd(prefix: Key): Key {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length--;
  if (length === 0) return openEnd;
  const end = prefix.slice(0, length);
  end[length - 1] = (end[length - 1] ?? 0) + 1;
  return asKey(end);
}

/** The range of every key starting with `prefix`; an empty prefix is the whole keyspace (etcd refuses an empty key). */
export function prefixRange(prefix: Key): { readonly key: Key; readonly rangeEnd: Key } {
  return { key: prefix.length === 0 ? openEnd : prefix, rangeEnd: prefixEnd(prefix) };
}

/** The whole keyspace. */
export const allKeys: { readonly key: Key; readonly rangeEnd: Key } = { key: openEnd, rangeEnd: openEnd };

/** The first key after `key` in etcd's order: the same bytes and one zero byte. */
export function keyAfter(key: Key): Key {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return asKey(next);
}

/** Whether `key` lies in `range`. */
export function isInRange(key: Key, range: KeyRange): boolean {
  const start = compareBytes(key, range.key);
  if (range.rangeEnd === undefined) return start === 0;
  return start >= 0 && (isOpenEnd(range.rangeEnd) || compareBytes(key, range.rangeEnd) < 0);
}

/** Whether a range holds no key at all, whatever the keyspace: its end does not lie after its start. */
export function isEmptyRange(range: KeyRange): boolean {
  if (range.rangeEnd === undefined || isOpenEnd(range.rangeEnd)) return false;
  return compareBytes(range.key, range.rangeEnd) >= 0;
}
