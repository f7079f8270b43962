/** Sets of keys as ranges: sorted, apart from each other, each from `key` up to `rangeEnd` or open. */
import { compareBytes, equalBytes, type Key } from "./bytes.ts";
import { isEmptyRange, isOpenEnd, keyAfter, type KeyRange } from "./range.ts";

/** A range with its end written out, which may be the open one; that of a single key ends right after it. */
export interface KeySpan {
  readonly key: Key;
  readonly rangeEnd: Key;
}

/** A range, or a single key, with its end written out. */
export function spanOf(range: KeyRange): KeySpan {
  return { key: range.key, rangeEnd: range.rangeEnd ?? keyAfter(range.key) };
}

/** Orders ends: the open one lies behind all others. */
export function compareEnds(a: Key, b: Key): number {
  if (isOpenEnd(a) || isOpenEnd(b)) return Number(isOpenEnd(a)) - Number(isOpenEnd(b));
  return compareBytes(a, b);
}

/** Puts ranges in order and joins those that meet or touch, as etcd does before it checks a permission. */
export function unionOf(ranges: readonly KeyRange[]): KeySpan[] {
  const joined: KeySpan[] = [];
  const spans = ranges.filter((range) => !isEmptyRange(range)).map(spanOf);
  for (const span of spans.toSorted((a, b) => compareBytes(a.key, b.key))) {
    const last = joined.at(-1);
    const apart = last === undefined || (!isOpenEnd(last.rangeEnd) && compareBytes(span.key, last.rangeEnd) > 0);
    if (apart) joined.push(span);
    else if (compareEnds(span.rangeEnd, last.rangeEnd) > 0)
      joined[joined.length - 1] = { ...last, rangeEnd: span.rangeEnd };
  }
  return joined;
}

/** What of a range lies within a set, in order. */
export function within(set: readonly KeySpan[], range: KeyRange): KeySpan[] {
  const wanted = spanOf(range);
  return set
    .map((span) => ({
      key: compareBytes(span.key, wanted.key) > 0 ? span.key : wanted.key,
      rangeEnd: compareEnds(span.rangeEnd, wanted.rangeEnd) < 0 ? span.rangeEnd : wanted.rangeEnd,
    }))
    .filter((span) => !isEmptyRange(span));
}

/** Whether all of a range lies within a set. */
export function holdsAll(set: readonly KeySpan[], range: KeyRange): boolean {
  const wanted = spanOf(range);
  const [part] = within(set, range);
  return part !== undefined && equalBytes(part.key, wanted.key) && equalBytes(part.rangeEnd, wanted.rangeEnd);
}
