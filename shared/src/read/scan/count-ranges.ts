/** Counting the keys of many ranges at once. */
import type { Revision } from "../../model/int64.ts";
import { isSingle } from "../../model/range-groups.ts";
import type { KeyRange } from "../../model/range.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";

/** How many keys they hold together. */
export async function countKeysIn(
  call: TxnCall,
  ranges: readonly KeyRange[],
  revision: Revision | undefined,
  signal?: AbortSignal,
): Promise<number> {
  const counts = await countRanges(call, ranges, revision, signal);
  return counts.reduce((sum, count) => sum + count, 0);
}

/** How many keys each of the ranges holds, at a revision or now. Fails as the reads do. */
export async function countRanges(
  call: TxnCall,
  ranges: readonly KeyRange[],
  revision: Revision | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  const wide = ranges.filter((range) => !isSingle(range));
  const pinned = revision === undefined ? {} : { revision };
  const requests = wide.map((range) => ({ ...range, countOnly: true, ...pinned }));
  const read = await readRanges(call, requests, signal);
  const counts = new Map(wide.map((range, at) => [range, Number(read.ranges[at]?.count ?? 0)]));
  return ranges.map((range) => counts.get(range) ?? 1);
}
