import { expect, test } from "vitest";
import { asValue, decodeUtf8, keyFromText } from "../../model/bytes.ts";
import { asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { newestWrites } from "./newest-writes.ts";

const written = (name: string, revision: number): KeyValue => ({
  key: keyFromText(name),
  createRevision: asRevision(int64(1)),
  modRevision: asRevision(int64(revision)),
  version: int64(1),
  lease: noLease,
  value: asValue(new Uint8Array()),
});

/** Answers each range with these keys, in this order. */
const answering = (...ranges: readonly (readonly KeyValue[])[]): TxnCall => ({
  txn: () =>
    Promise.resolve({
      succeeded: true,
      responses: ranges.map((kvs) => ({ kind: "range", response: { kvs, count: int64(kvs.length), more: false } })),
    }),
});

test("the keys of one transaction stand in key order, whatever order etcd answers in, and newer ones before them", async () => {
  const b = [written("/b/2", 9), written("/b/1", 9), written("/b/3", 10)];
  const a = [written("/a/2", 9), written("/a/1", 9)];
  const ranges = [prefixRange(keyFromText("/b/")), prefixRange(keyFromText("/a/"))];
  for (const answer of [answering(b, a), answering(b.toReversed(), a.toReversed())]) {
    const newest = await newestWrites(answer, ranges, 4);
    expect(newest.map(({ key }) => decodeUtf8(key))).toEqual(["/b/3", "/a/1", "/a/2", "/b/1"]);
  }
});
