import { expect, test } from "vitest";
import { keyFromText } from "./bytes.ts";
import { zeroInt64 } from "./int64.ts";
import type { TxnRequest } from "./txn.ts";
import { formatTxnPath, listTxnItems } from "./txn-path.ts";

const key = keyFromText("a");
const absent = { target: "VERSION", key, result: "EQUAL", version: zeroInt64 } as const;
const inner: TxnRequest = { compare: [absent], success: [{ kind: "delete", request: { key } }], failure: [] };
const outer: TxnRequest = {
  compare: [absent],
  success: [{ kind: "range", request: { key } }],
  failure: [
    { kind: "put", request: { key } },
    { kind: "txn", request: inner },
  ],
};

test("everything is found, nested transactions after the operation that holds them", () => {
  expect([...listTxnItems(outer)].map(({ path }) => formatTxnPath(path))).toEqual([
    "IF 1",
    "THEN 1",
    "ELSE 1",
    "ELSE 2",
    "ELSE 2, IF 1",
    "ELSE 2, THEN 1",
  ]);
});
