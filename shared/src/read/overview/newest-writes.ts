/** What of some keys was written last. */
import { compareBytes } from "../../model/bytes.ts";
import { compareInt64, int64 } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import type { KeyRange } from "../../model/range.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";

/**
 * The newest keys of the ranges by `mod_revision`, the newest first and those of one transaction in key order, at most
 * `most`. etcd reads every key of a range to
 * sort it, with its value: only for ranges of few keys. What was deleted is in no range. Fails as the read does.
 * Source: etcd server/etcdserver/txn/txn.go: “fetch everything; sort and truncate afterwards”.
 */
export async function newestWrites(
  call: TxnCall,
  ranges: readonly KeyRange[],
  most: number,
  signal?: AbortSignal,
): Promise<readonly KeyFacts[]> {
  const sorted = { keysOnly: true, limit: int64(most), sortTarget: "MOD", sortOrder: "DESCEND" } as const;
  const requests = ranges.map((range) => ({ ...range, ...sorted }));
  const found = (await readRanges(call, requests, signal)).ranges.flatMap(({ kvs }) => kvs);
  // etcd leaves open in which order keys of one revision come.
  return found
    .toSorted((one, other) => compareInt64(other.modRevision, one.modRevision) || compareBytes(one.key, other.key))
    .slice(0, most);
}
