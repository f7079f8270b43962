/** What is to be done to many keys at once. */
import { asKey, compareBytes, concatBytes, equalBytes, startsWith, type Key } from "../../model/bytes.ts";
import type { LeaseId } from "../../model/int64.ts";
import { isInRange, prefixRange, type KeyRange } from "../../model/range.ts";

/** What becomes of a copy whose target exists already. */
export type OnExisting = "skip" | "overwrite" | "stop";

export type BulkAct =
  /** `keep`: what is deleted is kept as long as it fits, so that it can be undone. */
  | { readonly kind: "delete"; readonly keep: boolean }
  /** Every key that starts with `from` is put where `to` stands in its place. */
  | {
      readonly kind: "copy" | "move";
      readonly from: Key;
      readonly to: Key;
      /** Whether the new key has the lease of the old one. */
      readonly keepLease: boolean;
      readonly onExisting: OnExisting;
    }
  | { readonly kind: "lease"; readonly lease: LeaseId };

export interface BulkRequest {
  /** Single keys and ranges, in etcd's order, none of them within another: see {@link outermostRanges}. */
  readonly ranges: readonly KeyRange[];
  readonly act: BulkAct;
}

/** Keys and prefixes as ranges in etcd's order, without what another prefix holds already: no key comes twice. */
export function outermostRanges(keys: readonly Key[], prefixes: readonly Key[]): KeyRange[] {
  const all: KeyRange[] = [...prefixes.map(prefixRange), ...keys.map((key) => ({ key }))];
  // At the same start the wider one first: of prefixes the shorter, and any prefix before a key.
  const sorted = all.toSorted((a, b) => compareBytes(a.key, b.key) || width(b) - width(a));
  const kept: KeyRange[] = [];
  for (const range of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !isInRange(range.key, last)) kept.push(range);
  }
  return kept;
}

function width(range: KeyRange): number {
  return range.rangeEnd === undefined ? 0 : 1;
}

/** The prefix that every one of the ranges lies below: what copies and moves replace. It ends with a whole folder. */
export function commonPrefix(ranges: readonly KeyRange[], delimiters: Uint8Array): Key {
  const [first, ...others] = ranges.map(({ key }) => key);
  if (first === undefined) return asKey(new Uint8Array());
  let length = first.length;
  for (const key of others) {
    while (length > 0 && !startsWith(key, first.subarray(0, length))) length--;
  }
  const whole = ranges.length === 1 && ranges[0]?.rangeEnd !== undefined;
  if (!whole) while (length > 0 && !delimiters.includes(first[length - 1] ?? 0)) length--;
  return asKey(first.slice(0, length));
}

/** Where a key goes when `to` stands in place of `from`; undefined: it does not start so, or nothing would be left. */
export function targetOf(key: Key, { from, to }: { readonly from: Key; readonly to: Key }): Key | undefined {
  if (!startsWith(key, from)) return undefined;
  const target = asKey(concatBytes([to, key.subarray(from.length)]));
  return target.length === 0 ? undefined : target;
}

/** Why a request cannot be planned at all, as a sentence; undefined: it can. */
export function refuseRequest({ ranges, act }: BulkRequest): string | undefined {
  if (ranges.length === 0) return "No keys selected.";
  if (act.kind !== "copy" && act.kind !== "move") return undefined;
  if (equalBytes(act.from, act.to)) return "The target is the same as the source.";
  if (ranges.some(({ key }) => !startsWith(key, act.from))) return "Some keys do not start with the prefix to replace.";
  return undefined;
}
