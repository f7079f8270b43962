/** Which keys are compared at all: the whole prefix or a choice of it, without what the rules leave out. */
import { asKey, compareBytes, concatBytes, startsWith, type Key } from "../../model/bytes.ts";
import { unionOf, within as partsWithin, type KeySpan } from "../../model/key-ranges.ts";
import { isEmptyRange, isInRange, isOpenEnd, prefixRange } from "../../model/range.ts";
import { isSingle, rangeGroups } from "../../model/range-groups.ts";
import type { CompareRequest } from "./compare-request.ts";
import { ignoreNothing, type IgnoredPrefix } from "./ignore-rules.ts";
import { mapKey, namesBelow } from "./prefix-map.ts";

/** In key order, named as on the left. */
export type Region =
  | { readonly kind: "span"; readonly span: KeySpan }
  /** Single keys, few enough to be read by one transaction. */
  | { readonly kind: "keys"; readonly keys: readonly Key[] };

export interface Regions {
  readonly compared: readonly Region[];
  /** What lies below the prefix and is left out by a rule, named as on the left. */
  readonly leftOut: readonly KeySpan[];
}

/** The regions of a comparison. Single keys come in groups of at most `atOnce`. */
export function regionsOf(
  { left, right, within, ignore = ignoreNothing }: Pick<CompareRequest, "left" | "right" | "within" | "ignore">,
  atOnce: number,
): Regions {
  const whole = namesBelow(left.prefix);
  const ignored = unionOf(ignore.prefixes.flatMap((rule) => rangesOf(rule, left.prefix, right.prefix)));
  const compared: Region[] = [];
  for (const group of rangeGroups(within ?? [whole], atOnce)) {
    const [range] = group;
    if (range === undefined) continue;
    if (isSingle(range)) {
      const keys = group.map(({ key }) => key).filter((key) => isInRange(key, whole) && !isIn(key, ignored));
      if (keys.length > 0) compared.push({ kind: "keys", keys });
      continue;
    }
    for (const wanted of partsWithin([whole], range)) {
      compared.push(...without(wanted, ignored));
    }
  }
  const asked = within === undefined ? [whole] : unionOf(within);
  return { compared, leftOut: ignored.flatMap((span) => partsWithin(asked, span)) };
}

/** What a rule leaves out, on the left: its own keys, and those whose counterparts it names. */
function rangesOf({ isRelative, prefix }: IgnoredPrefix, left: Key, right: Key): KeySpan[] {
  if (isRelative) return [prefixRange(asKey(concatBytes([left, prefix])))];
  const own = startsWith(left, prefix) || startsWith(right, prefix) ? [namesBelow(left)] : [];
  const onLeft = startsWith(prefix, left) ? [prefixRange(prefix)] : [];
  const onRight = startsWith(prefix, right) ? [prefixRange(mapKey(prefix, right, left))] : [];
  return [...own, ...onLeft, ...onRight];
}

const isIn = (key: Key, spans: readonly KeySpan[]): boolean => spans.some((span) => isInRange(key, span));

/** What is left of a span; `gone` is in order. */
function without(span: KeySpan, gone: readonly KeySpan[]): Region[] {
  const left: Region[] = [];
  let { key } = span;
  for (const { key: start, rangeEnd } of partsWithin(gone, span)) {
    // Before the first of all keys is only the empty name: as an end, one zero byte would be the open one.
    if (isOpenEnd(start) && key.length === 0) left.push({ kind: "keys", keys: [key] });
    else if (compareBytes(start, key) > 0) left.push({ kind: "span", span: { key, rangeEnd: start } });
    if (isOpenEnd(rangeEnd)) return left;
    key = rangeEnd;
  }
  const rest = { key, rangeEnd: span.rangeEnd };
  return isEmptyRange(rest) ? left : [...left, { kind: "span", span: rest }];
}
