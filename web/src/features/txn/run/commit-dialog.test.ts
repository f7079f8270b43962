import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { Operation, TxnRequest } from "@etcd-explorer/shared/model/txn";
import { expect, test } from "vitest";
import { countWrites, hasNestedWrites } from "./commit-dialog.tsx";

const key = keyFromText("a");
const put: Operation = { kind: "put", request: { key } };
const get: Operation = { kind: "range", request: { key } };
const txn = (...success: readonly Operation[]): TxnRequest => ({ compare: [], success, failure: [] });

test("writes within a nested transaction are told apart", () => {
  expect(hasNestedWrites(txn(put, get))).toBe(false);
  expect(hasNestedWrites(txn({ kind: "txn", request: txn(get) }))).toBe(false);
  expect(hasNestedWrites(txn({ kind: "txn", request: txn(get, put) }))).toBe(true);
  expect(countWrites(txn(put, { kind: "txn", request: txn(put) }))).toEqual({ puts: 2, deletes: 0 });
});
