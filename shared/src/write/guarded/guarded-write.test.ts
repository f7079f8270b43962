import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import {
  createTxn,
  deleteTxn,
  readOutcome,
  readRenameOutcome,
  renameTxn,
  saveTxn,
  setLeaseTxn,
  writtenKey,
} from "./guarded-write.ts";
import { asLeaseId, asRevision, int64, noLease } from "../../model/int64.ts";
import type { TxnResponse } from "../../model/txn.ts";
import { encodeTxnRequest } from "../../wire/txn.ts";

const key = keyFromText("a");
const base = { key, modRevision: asRevision(int64(41)) };
/** How a write reads what etcd keeps about the key since. */
const facts = { request_range: { key: "YQ==", keys_only: true } };
const header = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(50)), raftTerm: int64(2) };

describe("guarded writes", () => {
  test("a save compares the revision that was read, and keeps the lease", () => {
    expect(encodeTxnRequest(saveTxn(base, valueFromText("x")))).toEqual({
      compare: [{ target: "MOD", result: "EQUAL", key: "YQ==", mod_revision: "41" }],
      success: [{ request_put: { key: "YQ==", value: "eA==", ignore_lease: true } }, facts],
      failure: [{ request_range: { key: "YQ==" } }],
    });
  });

  test("a new key must not exist", () => {
    expect(encodeTxnRequest(createTxn(key, valueFromText("")))).toMatchObject({
      compare: [{ target: "VERSION", result: "EQUAL", version: "0" }],
      success: [{ request_put: { key: "YQ==", value: "" } }, facts],
    });
  });

  test("a delete compares the revision that was read", () => {
    expect(encodeTxnRequest(deleteTxn(base))).toMatchObject({
      compare: [{ target: "MOD", mod_revision: "41" }],
      success: [{ request_delete_range: { key: "YQ==" } }],
    });
  });

  test("a new key goes under a lease where one is given", () => {
    expect(encodeTxnRequest(createTxn(key, valueFromText("x"), asLeaseId(int64(7)))).success).toEqual([
      { request_put: { key: "YQ==", value: "eA==", lease: "7" } },
      facts,
    ]);
  });

  test("a change of lease keeps the value without sending it; no lease takes it away", () => {
    expect(encodeTxnRequest(setLeaseTxn(base, asLeaseId(int64(7))))).toMatchObject({
      compare: [{ target: "MOD", mod_revision: "41" }],
      success: [{ request_put: { key: "YQ==", lease: "7", ignore_value: true } }, facts],
    });
    expect(encodeTxnRequest(setLeaseTxn(base, noLease)).success).toEqual([
      { request_put: { key: "YQ==", ignore_value: true } },
      facts,
    ]);
  });

  test("a rename puts and deletes at once, with the lease, and only onto a free name or what was read there", () => {
    const source = {
      ...base,
      value: valueFromText("x"),
      createRevision: base.modRevision,
      version: int64(1),
      lease: asLeaseId(int64(7)),
    };
    const to = keyFromText("b");
    expect(encodeTxnRequest(renameTxn(source, to))).toEqual({
      compare: [
        { target: "MOD", result: "EQUAL", key: "YQ==", mod_revision: "41" },
        { target: "VERSION", result: "EQUAL", key: "Yg==", version: "0" },
      ],
      success: [
        { request_put: { key: "Yg==", value: "eA==", lease: "7" } },
        { request_delete_range: { key: "YQ==" } },
        { request_range: { key: "Yg==", keys_only: true } },
      ],
      failure: [{ request_range: { key: "YQ==" } }, { request_range: { key: "Yg==" } }],
    });
    const over = { key: to, modRevision: asRevision(int64(44)) };
    expect(encodeTxnRequest(renameTxn(source, to, over))).toMatchObject({
      compare: [{ target: "MOD" }, { target: "MOD", key: "Yg==", mod_revision: "44" }],
    });
    const found = (kvs: (typeof source)[]) => ({
      kind: "range" as const,
      response: { kvs, more: false, count: int64(kvs.length) },
    });
    const target = { ...source, key: to };
    expect(readRenameOutcome({ header, succeeded: false, responses: [found([source]), found([target])] })).toEqual({
      kind: "target-exists",
      revision: "50",
      target,
    });
    expect(readRenameOutcome({ header, succeeded: false, responses: [found([]), found([])] })).toEqual({
      kind: "conflict",
      revision: "50",
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
    const now = { ...theirs, value: valueFromText(""), modRevision: header.revision };
    const { responses } = failed([now]);
    const written = { header, succeeded: true, responses: [{ kind: "put" as const, response: {} }, ...responses] };
    expect(readOutcome(written)).toEqual({ kind: "written", revision: "50", now });
    const held = { value: valueFromText("mine"), lease: asLeaseId(int64(7)) };
    expect(writtenKey(now, held)).toEqual({ ...now, ...held });
    expect(readOutcome(failed([theirs]))).toEqual({ kind: "conflict", revision: "50", theirs });
    expect(readOutcome(failed([]))).toEqual({ kind: "conflict", revision: "50" });
  });
});
