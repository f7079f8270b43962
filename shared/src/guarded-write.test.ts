import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "./bytes.ts";
import { createTxn, deleteTxn, readOutcome, saveTxn } from "./guarded-write.ts";
import { asRevision, int64, noLease } from "./int64.ts";
import type { TxnResponse } from "./txn.ts";
import { encodeTxnRequest } from "./wire/txn.ts";

const key = keyFromText("a");
const base = { key, modRevision: asRevision(int64(41)) };
const header = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(50)), raftTerm: int64(2) };

describe("guarded writes", () => {
  test("a save compares the revision that was read, and keeps the lease", () => {
    expect(encodeTxnRequest(saveTxn(base, valueFromText("x")))).toEqual({
      compare: [{ target: "MOD", result: "EQUAL", key: "YQ==", mod_revision: "41" }],
      success: [{ request_put: { key: "YQ==", value: "eA==", ignore_lease: true } }],
      failure: [{ request_range: { key: "YQ==" } }],
    });
  });

  test("a new key must not exist", () => {
    expect(encodeTxnRequest(createTxn(key, valueFromText("")))).toMatchObject({
      compare: [{ target: "VERSION", result: "EQUAL", version: "0" }],
      success: [{ request_put: { key: "YQ==", value: "" } }],
    });
  });

  test("a delete compares the revision that was read", () => {
    expect(encodeTxnRequest(deleteTxn(base))).toMatchObject({
      compare: [{ target: "MOD", mod_revision: "41" }],
      success: [{ request_delete_range: { key: "YQ==" } }],
    });
  });

  test("the outcome is the revision written, or the key as it is now", () => {
    const theirs = {
      key,
      value: valueFromText("theirs"),
      createRevision: base.modRevision,
      modRevision: asRevision(int64(44)),
      version: int64(2),
      lease: noLease,
    };
    const failed = (kvs: (typeof theirs)[]): TxnResponse => ({
      header,
      succeeded: false,
      responses: [{ kind: "range", response: { kvs, more: false, count: int64(kvs.length) } }],
    });
    expect(readOutcome({ header, succeeded: true, responses: [] })).toEqual({ kind: "written", revision: "50" });
    expect(readOutcome(failed([theirs]))).toEqual({ kind: "conflict", revision: "50", theirs });
    expect(readOutcome(failed([]))).toEqual({ kind: "conflict", revision: "50" });
  });
});
