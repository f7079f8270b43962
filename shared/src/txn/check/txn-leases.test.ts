import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, int64, noLease } from "../../model/int64.ts";
import type { Operation, TxnRequest } from "../../model/txn.ts";
import { leasesIn, leasesWritten } from "./txn-leases.ts";

const put = (lease: number): Operation => ({
  kind: "put",
  request: { key: keyFromText(`/${lease}`), value: valueFromText(""), lease: asLeaseId(int64(lease)) },
});
const bare: Operation = { kind: "put", request: { key: keyFromText("/bare"), value: valueFromText("") } };
const inner: TxnRequest = { compare: [], success: [put(3)], failure: [put(4)] };
const request: TxnRequest = {
  compare: [
    { target: "LEASE", key: keyFromText("/a"), result: "EQUAL", lease: asLeaseId(int64(1)) },
    { target: "LEASE", key: keyFromText("/a"), result: "EQUAL", lease: noLease },
  ],
  success: [bare, put(2), { kind: "txn", request: inner }],
  failure: [put(5)],
};

test("every lease is found that a condition or a put names, in any branch, but not none at all", () => {
  expect(leasesIn(request)).toEqual(["1", "2", "3", "4", "5"]);
});

test("keys were put under the leases of what ran, also within", () => {
  const within = { kind: "txn", response: { succeeded: false, responses: [{ kind: "put", response: {} }] } } as const;
  const responses = [{ kind: "put", response: {} }, { kind: "put", response: {} }, within] as const;
  expect(leasesWritten(request, { succeeded: true, responses })).toEqual(["2", "4"]);
  expect(leasesWritten(request, { succeeded: false, responses: [] })).toEqual(["5"]);
});
