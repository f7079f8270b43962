/** Names that count: where the number stands, and the names that come next. */
import { asKey, type Key } from "../../model/bytes.ts";
import { isDigit } from "./next-bytes.ts";

/** A run of decimal digits in a name, from `start` up to, not including, `end`. */
export interface NumberInName {
  readonly start: number;
  readonly end: number;
  /** Whether it is zero or one: what comes next in order is then likely the next number. */
  readonly startsCounting: boolean;
}

/** No number is longer: JavaScript counts exactly so far. */
const mostDigits = 15;

/** The last number of two digits at least that ends after `from`; undefined: there is none. */
export function lastNumber(name: Uint8Array, from: number): NumberInName | undefined {
  let end = name.length;
  while (end > from) {
    while (end > from && !isDigit(name[end - 1])) end--;
    let start = end;
    while (start > 0 && isDigit(name[start - 1]) && end - start < mostDigits) start--;
    if (end > from && end - start >= 2) return { start, end, startsCounting: valueOf(name, start, end) <= 1 };
    end = start;
  }
  return undefined;
}

/** The beginnings of names, up to their number's end, with the next `count` numbers of as many digits, in order. */
export function numbersAfter(name: Uint8Array, { start, end }: NumberInName, count: number): Key[] {
  const value = valueOf(name, start, end);
  const last = Math.min(value + count, 10 ** (end - start) - 1);
  const keys: Key[] = [];
  for (let next = value + 1; next <= last; next++) {
    const key = name.slice(0, end);
    let left = next;
    for (let at = end - 1; at >= start; at--) {
      key[at] = 0x30 + (left % 10);
      left = Math.floor(left / 10);
    }
    keys.push(asKey(Uint8Array.from(key)));
  }
  return keys;
}

function valueOf(name: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + ((name[at] ?? 0x30) - 0x30);
  return value;
}
