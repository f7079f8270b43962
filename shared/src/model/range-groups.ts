/** Ranges in order, grouped so that what can be asked for together is. */
import type { KeyRange } from "./range.ts";

/** Whether a range is one key. */
export function isSingle({ rangeEnd }: KeyRange): boolean {
  return rangeEnd === undefined;
}

/** Each range alone, and single keys that follow one another together, `atOnce` at the most. */
export function* rangeGroups(ranges: readonly KeyRange[], atOnce: number): Generator<readonly KeyRange[]> {
  let singles: KeyRange[] = [];
  for (const range of ranges) {
    if (isSingle(range)) singles.push(range);
    if (singles.length > 0 && (!isSingle(range) || singles.length === atOnce)) {
      yield singles;
      singles = [];
    }
    if (!isSingle(range)) yield [range];
  }
  if (singles.length > 0) yield singles;
}
