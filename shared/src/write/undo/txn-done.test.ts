import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import type { Operation, OperationResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";
import { doneWrite, hasWritten, withPrevious } from "./txn-done.ts";

const key = keyFromText("/a");
const lease = asLeaseId(int64(31));
const before: KeyValue = {
  key,
  value: valueFromText("old"),
  lease,
  version: int64(1),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(2)),
};
const heldBefore = { value: before.value, lease, modRevision: before.modRevision };
const header = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(9)), raftTerm: int64(1) };
const ran = (...responses: OperationResponse[]): TxnResponse => ({ header, succeeded: true, responses });
const txn = (...success: Operation[]): TxnRequest => withPrevious({ compare: [], success, failure: [] });

test("a put is known with what it replaced, a lease or value that it kept included", () => {
  const put: Operation = { kind: "put", request: { key, value: valueFromText("new"), ignoreLease: true } };
  expect(doneWrite(txn(put), ran({ kind: "put", response: { prevKv: before } }))).toEqual({
    revision: header.revision,
    changes: [{ key, before: heldBefore, after: { value: valueFromText("new"), lease } }],
  });
  const created = doneWrite(txn({ kind: "put", request: { key } }), ran({ kind: "put", response: {} }));
  expect(created?.changes).toEqual([{ key, after: { value: valueFromText(""), lease: noLease } }]);
});

test("a delete is known where its answer holds all that was deleted", () => {
  const one: Operation = { kind: "delete", request: { key } };
  const answer = { kind: "delete", response: { deleted: int64(1), prevKvs: [before] } } as const;
  expect(doneWrite(txn(one), ran(answer))?.changes).toEqual([{ key, before: heldBefore }]);
  const many: Operation = { kind: "delete", request: prefixRange(key) };
  const unknown = { kind: "delete", response: { deleted: int64(3), prevKvs: [] } } as const;
  expect(doneWrite(txn(many), ran(unknown))).toBeUndefined();
});

test("nothing written is nothing to take back", () => {
  const read: Operation = { kind: "range", request: { key } };
  const answer = { kind: "range", response: { kvs: [], more: false, count: int64(0) } } as const;
  expect(doneWrite(txn(read), ran(answer))).toBeUndefined();
});

const deleted = (count: number): OperationResponse => ({
  kind: "delete",
  response: { deleted: int64(count), prevKvs: [] },
});

test("what only read, or deleted what was not there, has written nothing", () => {
  const range: OperationResponse = { kind: "range", response: { kvs: [before], count: int64(1), more: false } };
  expect(hasWritten(ran())).toBe(false);
  expect(hasWritten(ran(range, deleted(0)))).toBe(false);
  expect(hasWritten(ran({ kind: "txn", response: ran(range) }))).toBe(false);
  expect(hasWritten(ran(range, deleted(2)))).toBe(true);
  expect(hasWritten(ran({ kind: "txn", response: ran({ kind: "put", response: {} }) }))).toBe(true);
});
