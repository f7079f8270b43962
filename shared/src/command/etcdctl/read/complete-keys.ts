/** Keys that could complete what is typed, and no more promised than is there. */
import { asKey, equalBytes, type Key } from "../../../model/bytes.ts";
import { int64 } from "../../../model/int64.ts";
import { isOpenEnd, openEnd, prefixEnd, prefixRange } from "../../../model/range.ts";
import type { Operation, RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../../../model/txn.ts";

export interface CompletionCall {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
  txn(request: TxnRequest, signal?: AbortSignal): Promise<TxnResponse>;
}

/** Keys that one Tab asks for: a page that costs little. */
const shownKeys = 40;
/** Bytes that one Tab adds at most where there are more keys than that; below etcd's limit of 128 operations. */
const mostAdded = 100;

/**
 * The first keys that begin with `prefix`. Where there are more, one is among them that agrees with all others as far as
 * the whole keyspace does: what the first ones have in common may be more than what all have.
 */
export async function findCompletions(etcd: CompletionCall, prefix: Key): Promise<readonly Key[]> {
  const { kvs, more } = await etcd.range({ ...prefixRange(prefix), keysOnly: true, limit: int64(shownKeys) });
  const keys = kvs.map(({ key }) => key);
  const [first, last] = [keys[0], keys.at(-1)];
  if (!more || first === undefined || last === undefined) return keys;
  const agreed = first.subarray(0, agreeing(first, last));
  const behind: Operation[] = [];
  // Keys are in order: one that agrees with less stands behind all that agree with more. The ranges share no key, so
  // that together they cost one walk.
  for (let length = prefix.length + 1; length <= Math.min(agreed.length, prefix.length + mostAdded); length++) {
    const key = prefixEnd(asKey(agreed.slice(0, length)));
    const rangeEnd = length === 1 ? openEnd : prefixEnd(asKey(agreed.slice(0, length - 1)));
    if (isOpenEnd(key) || equalBytes(key, rangeEnd)) continue;
    behind.push({ kind: "range", request: { key, rangeEnd, keysOnly: true, limit: int64(1) } });
  }
  if (behind.length === 0) return keys;
  const { responses } = await etcd.txn({ compare: [], success: behind, failure: [] });
  for (const answer of responses) {
    const other = answer.kind === "range" ? answer.response.kvs[0]?.key : undefined;
    if (other !== undefined) return [...keys, other];
  }
  return keys;
}

function agreeing(one: Uint8Array, other: Uint8Array): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
