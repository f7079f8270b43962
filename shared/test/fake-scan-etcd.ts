/** etcd's ranges over a list in memory, for tests of what reads a lot. */
import { asValue, compareBytes, type Key, type Value } from "../src/model/bytes.ts";
import { FailureError } from "../src/model/failure.ts";
import { asRevision, int64, noLease, type Revision } from "../src/model/int64.ts";
import type { KeyValue } from "../src/model/key-value.ts";
import { isInRange } from "../src/model/range.ts";
import type { RangeRequest, RangeResponse } from "../src/model/txn.ts";
import { mostQuestions } from "../src/read/listing/ask-ranges.ts";
import type { TxnCall } from "../src/read/ranges/txn-call.ts";
import type { ScanCall } from "../src/read/scan/scan-range.ts";

export interface FakeEtcd extends ScanCall, TxnCall {
  readonly asked: RangeRequest[];
}

export interface FakeFaults {
  /** Contents of more bytes than this in one answer are too large. */
  readonly maxBytes?: number;
}

export const fakeRevision: Revision = asRevision(int64(9));

const header = { clusterId: int64(1), memberId: int64(1), revision: fakeRevision, raftTerm: int64(1) };

/** A key-value with facts that are as plain as can be. */
export function fakeKeyValue(key: Key, value: Value = asValue(new Uint8Array())): KeyValue {
  return {
    key,
    value,
    createRevision: fakeRevision,
    modRevision: fakeRevision,
    version: int64(1),
    lease: noLease,
  };
}

/** Answers ranges from `kvs`, in any order given. */
export function fakeEtcd(kvs: readonly KeyValue[], { maxBytes = Number.POSITIVE_INFINITY }: FakeFaults = {}): FakeEtcd {
  const sorted = kvs.toSorted((a, b) => compareBytes(a.key, b.key));
  const asked: RangeRequest[] = [];
  const bound = (shown: readonly KeyValue[]): void => {
    const sizeBytes = shown.reduce((sum, { key, value }) => sum + key.length + value.length, 0);
    if (sizeBytes > maxBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: maxBytes });
  };
  const read = (request: RangeRequest): RangeResponse => {
    const found = sorted.filter(({ key }) => isInRange(key, request));
    const limited = found.slice(0, Number(request.limit ?? found.length));
    const shown = request.keysOnly === true ? limited.map(({ key }) => fakeKeyValue(key)) : limited;
    bound(shown);
    return {
      header,
      kvs: shown,
      more: found.length > shown.length,
      count: int64(found.length),
    };
  };
  return {
    asked,
    range: async (request, signal) => {
      asked.push(request);
      signal?.throwIfAborted();
      return read(request);
    },
    txn: async ({ success }, signal) => {
      signal?.throwIfAborted();
      if (success.length > mostQuestions) throw new Error("too many operations in txn request");
      const responses = success.map((operation) => {
        if (operation.kind !== "range") throw new Error("only reads");
        return { kind: "range" as const, response: read(operation.request) };
      });
      bound(responses.flatMap(({ response }) => response.kvs));
      return { header, succeeded: true, responses };
    },
  };
}
