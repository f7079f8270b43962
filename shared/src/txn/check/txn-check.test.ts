import { describe, expect, test } from "vitest";
import { limits } from "../../contract/limits.ts";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, int64, zeroInt64 } from "../../model/int64.ts";
import { openEnd } from "../../model/range.ts";
import type { Operation, TxnRequest } from "../../model/txn.ts";
import { checkTxn, countAgainstLimit, defaultTxnOperations, isSendable } from "./txn-check.ts";
import { formatTxnPath } from "../../model/txn-path.ts";

const put = (key: string, more: object = {}): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), value: valueFromText("1"), ...more },
});
const del = (key: string, end?: string): Operation => ({
  kind: "delete",
  request: {
    key: keyFromText(key),
    ...(end === undefined ? {} : { rangeEnd: end === "" ? openEnd : keyFromText(end) }),
  },
});
const nest = (success: readonly Operation[], failure: readonly Operation[] = []): Operation => ({
  kind: "txn",
  request: { compare: [], success, failure },
});
const txn = (...success: Operation[]): TxnRequest => ({ compare: [], success, failure: [] });
const many = (count: number) => Array.from({ length: count }, (_, at) => put(`k${at}`));
const where = (request: TxnRequest) => checkTxn(request).map(({ path }) => formatTxnPath(path));

test("the limit is the one that the rest of the product has", () => {
  expect(defaultTxnOperations).toBe(limits.txnOperations);
});

// What etcd 3.4.23, 3.5.16 and 3.5.30 answered to the same; the twin suite asks them again.
describe("a key written twice is blamed on the row", () => {
  test.each<readonly [string, TxnRequest, readonly string[]]>([
    ["two puts", txn(put("b"), put("b")), ["THEN 2"]],
    ["a put in a deleted range", txn(del("a", "c"), put("b")), ["THEN 2"]],
    ["a put before the delete of its key", txn(put("b"), del("b")), ["THEN 1"]],
    ["a nested put of a deleted key", txn(nest([put("b")]), del("b")), ["THEN 1, THEN 1"]],
    ["a put of a key that a nested one deletes", txn(nest([del("b")]), put("b")), ["THEN 2"]],
    ["nested ones, delete first", txn(nest([del("b")]), nest([put("b")])), ["THEN 2, THEN 1"]],
    ["a put in both branches and elsewhere", txn(nest([put("b")], [put("b")]), nest([put("b")])), ["THEN 2, THEN 1"]],
    ["nested ones, put first, which etcd lets be", txn(nest([put("b")]), nest([del("b")])), []],
    ["both branches, of which one runs", txn(nest([put("b")], [put("b")])), []],
    ["a delete to the open end, which etcd lets be", txn(del("a", ""), put("b")), []],
    ["overlapping deletes", txn(del("a", "c"), del("b")), []],
  ])("%s", (_, request, rows) => {
    expect(where(request)).toEqual(rows);
  });
});

test("more operations than etcd takes are blamed on the first too many", () => {
  expect(where(txn(...many(128)))).toEqual([]);
  expect(where(txn(...many(129)))).toEqual(["THEN 129"]);
  expect(where(txn(nest(many(127))))).toEqual([]);
  expect(where(txn(nest(many(128))))).toEqual(["THEN 1, THEN 128"]);
  expect(where(txn(nest(many(126)), put("z")))).toEqual([]);
  expect(where(txn(nest(many(127)), put("z")))).toEqual(["THEN 1, THEN 127"]);
});

const isRefused = (request: TxnRequest) => checkTxn(request).some(({ message }) => message.includes("at most"));

test("what counts against the limit passes it exactly where etcd would refuse", () => {
  const requests = [
    txn(...many(128)),
    txn(...many(129)),
    { ...txn(...many(100)), failure: many(100) },
    txn(nest(many(127))),
    txn(nest(many(128))),
    txn(nest(many(126)), put("z")),
    txn(nest(many(127)), put("z")),
    txn(nest([nest(many(126))])),
    txn(nest([nest(many(127))])),
  ];
  expect(requests.map((request) => countAgainstLimit(request) > defaultTxnOperations)).toEqual(requests.map(isRefused));
  expect(requests.map(isRefused)).toContain(true);
});

test("empty keys, and options that exclude each other, are found", () => {
  const lease = asLeaseId(int64(7));
  const request = txn(put(""), del(""), put("a", { ignoreValue: true }), put("b", { ignoreLease: true, lease }));
  expect(where(request)).toEqual(["THEN 1", "THEN 2", "THEN 3", "THEN 4"]);
  const compare = { target: "VERSION", key: keyFromText(""), result: "EQUAL", version: zeroInt64 } as const;
  expect(where({ compare: [compare], success: [], failure: [] })).toEqual(["IF 1"]);
});

test("a lease that is gone is found where the living ones are known", () => {
  const lease = asLeaseId(int64(31));
  const request = txn(put("a", { lease }));
  expect(checkTxn(request)).toEqual([]);
  expect(checkTxn(request, { leases: new Set([lease]) })).toEqual([]);
  expect(checkTxn(request, { leases: new Set() })).toEqual([
    {
      path: [{ lane: "success", index: 0 }],
      message: "Lease 000000000000001f does not exist: it expired or was revoked.",
      severity: "error",
    },
  ]);
});

test("what etcd takes but hardly means what it says is a warning, and can be sent", () => {
  const problems = checkTxn(txn(del("b", "a"), nest([])));
  expect(problems.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  expect(isSendable(problems)).toBe(true);
});
