/** Counting the keys of many ranges at once. */
import type { Revision } from "../../model/int64.ts";
import { isSingle } from "../../model/range-groups.ts";
import type { KeyRange } from "../../model/range.ts";
import type { TxnCall } from "./txn-call.ts";

/** Ranges that are counted in one transaction: below etcd's limit of operations by default. */
const countedAtOnce = 100;

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
  const counts = new Map<KeyRange, number>();
  for (let at = 0; at < wide.length; at += countedAtOnce) {
    const asked = wide.slice(at, at + countedAtOnce);
    const success = asked.map((range) => ({
      kind: "range" as const,
      request: { ...range, countOnly: true, ...(revision === undefined ? {} : { revision }) },
    }));
    const { responses } = await call.txn({ compare: [], success, failure: [] }, signal);
    for (const [place, range] of asked.entries()) {
      const answer = responses[place];
      counts.set(range, answer?.kind === "range" ? Number(answer.response.count) : 0);
    }
  }
  return ranges.map((range) => counts.get(range) ?? 1);
}
