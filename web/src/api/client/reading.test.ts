import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { Operation } from "@etcd-explorer/shared/model/txn";
import { expect, test } from "vitest";
import { linearizable, readRange, readTxn } from "./reading.ts";

const key = keyFromText("/a");
const range: Operation = { kind: "range", request: { key } };
const stale = { serializable: true };
const put: Operation = { kind: "put", request: { key } };

test("every read of a transaction is answered by one member, nested ones too", () => {
  expect(readRange({ key }, stale)).toEqual({ key, serializable: true });
  const nested: Operation = { kind: "txn", request: { compare: [], success: [range], failure: [] } };
  const { success, failure } = readTxn({ compare: [], success: [range, nested], failure: [range] }, stale);
  expect(success).toMatchObject([
    { request: { serializable: true } },
    { request: { success: [{ request: { serializable: true } }] } },
  ]);
  expect(failure).toMatchObject([{ request: { serializable: true } }]);
});

test("what may write goes to the cluster as it is, and its conditions see what is newest", () => {
  const write = { compare: [], success: [range], failure: [put] };
  expect(readTxn(write, stale)).toBe(write);
  const nested = { compare: [], success: [{ kind: "txn" as const, request: write }], failure: [] };
  expect(readTxn(nested, stale)).toBe(nested);
});

test("a read that nobody wants from one member goes as it is", () => {
  expect(readRange({ key }, linearizable)).toEqual({ key });
  const counts = { compare: [], success: [range], failure: [] };
  expect(readTxn(counts, linearizable)).toEqual(counts);
});
