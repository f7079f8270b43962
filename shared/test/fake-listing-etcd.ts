/** etcd's reads over a sorted list of keys, for tests of what lists and scans. */
import { asValue, compareBytes, type Key } from "../src/model/bytes.ts";
import { FailureError } from "../src/model/failure.ts";
import { asRevision, int64, noLease, type Revision } from "../src/model/int64.ts";
import { isOpenEnd, keyAfter, type KeyRange } from "../src/model/range.ts";
import type { RangeRequest, RangeResponse, TxnRequest, TxnResponse } from "../src/model/txn.ts";
import type { ListingCall } from "../src/read/listing/listing.ts";

export interface FakeEtcd extends ListingCall {
  /** Every range that was asked, alone or in a transaction. */
  readonly ranges: RangeRequest[];
  /** Requests sent. */
  readonly calls: () => number;
  /** Keys sent in answers. */
  readonly keysSent: () => number;
  /** Keys that etcd walked over to count them, each as often as that happened. */
  readonly keysWalked: () => number;
}

/** Answers as etcd does at `revision`, over keys in order. A transaction of more than `maxTxnOps` is refused. */
export function fakeEtcd(
  keys: readonly Key[],
  { revision = asRevision(int64(9)), maxTxnOps = 128 }: { revision?: Revision; maxTxnOps?: number } = {},
): FakeEtcd {
  const ranges: RangeRequest[] = [];
  let calls = 0;
  let [keysSent, keysWalked] = [0, 0];
  const header = { clusterId: int64(1), memberId: int64(1), revision, raftTerm: int64(1) };
  const facts = { createRevision: revision, modRevision: revision, version: int64(1), lease: noLease };
  const answer = (request: RangeRequest): RangeResponse => {
    ranges.push(request);
    const found = within(keys, request);
    const limit = request.limit === undefined || request.limit === "0" ? found.length : Number(request.limit);
    const shown = request.countOnly === true ? [] : found.slice(0, limit);
    keysSent += shown.length;
    keysWalked += found.length;
    return {
      header,
      kvs: shown.map((key) => ({ key, value: asValue(new Uint8Array()), ...facts })),
      more: request.countOnly !== true && found.length > shown.length,
      count: int64(found.length),
    };
  };
  const begin = (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    calls++;
  };
  return {
    ranges,
    calls: () => calls,
    keysSent: () => keysSent,
    keysWalked: () => keysWalked,
    range: async (request, signal) => {
      begin(signal);
      return answer(request);
    },
    txn: async (request: TxnRequest, signal): Promise<TxnResponse> => {
      begin(signal);
      if (request.success.length > maxTxnOps) {
        const message = "etcdserver: too many operations in txn request";
        throw new FailureError({ kind: "rejected", status: 400, code: 3, message });
      }
      const responses = request.success.map((operation) => {
        if (operation.kind !== "range") throw new Error("a listing only reads");
        return { kind: "range", response: answer(operation.request) } as const;
      });
      return { header, succeeded: true, responses };
    },
  };
}

/** The keys of a range, among keys in order. */
function within(keys: readonly Key[], { key, rangeEnd = keyAfter(key) }: KeyRange): readonly Key[] {
  const start = placeOf(keys, key);
  return isOpenEnd(rangeEnd) ? keys.slice(start) : keys.slice(start, Math.max(start, placeOf(keys, rangeEnd)));
}

/** How many of the keys come before `key`. */
function placeOf(keys: readonly Key[], key: Key): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && compareBytes(candidate, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
