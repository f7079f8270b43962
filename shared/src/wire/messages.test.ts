import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue } from "../model/bytes.ts";
import { FailureError } from "../model/failure.ts";
import { asLeaseId, asRevision, parseInt64, zeroInt64, type Int64 } from "../model/int64.ts";
import type { KeyValue } from "../model/key-value.ts";
import type * as domain from "../model/txn.ts";
import * as requests from "./requests.ts";
import * as responses from "./responses.ts";
import * as txn from "./txn.ts";

const bytes = fc.uint8Array({ maxLength: 12 }).map((list) => Uint8Array.from(list));
const key = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((list) => asKey(Uint8Array.from(list)));
const value = bytes.map(asValue);
const int64 = fc
  .bigInt({ min: 0n, max: 2n ** 63n - 1n })
  .map((number): Int64 => parseInt64(number.toString()) ?? zeroInt64);
const revision = int64.map(asRevision);
const lease = int64.map(asLeaseId);
const on = fc.constant(true as const);
const some = { requiredKeys: ["key"] } satisfies { requiredKeys: ["key"] };

const range: fc.Arbitrary<domain.RangeRequest> = fc.record(
  {
    key,
    rangeEnd: key,
    limit: int64,
    revision,
    sortOrder: fc.constantFrom("NONE", "ASCEND", "DESCEND"),
    sortTarget: fc.constantFrom("KEY", "VERSION", "CREATE", "MOD", "VALUE"),
    serializable: on,
    keysOnly: on,
    countOnly: on,
    minModRevision: revision,
    maxModRevision: revision,
    minCreateRevision: revision,
    maxCreateRevision: revision,
  },
  some,
);
const put: fc.Arbitrary<domain.PutRequest> = fc.record(
  { key, value, lease, prevKv: on, ignoreValue: on, ignoreLease: on },
  some,
);
const deletion: fc.Arbitrary<domain.DeleteRangeRequest> = fc.record({ key, rangeEnd: key, prevKv: on }, some);

const compare: fc.Arbitrary<domain.Compare> = fc
  .tuple(
    fc.record(
      { key, rangeEnd: key, result: fc.constantFrom("EQUAL", "GREATER", "LESS", "NOT_EQUAL") },
      { requiredKeys: ["key", "result"] },
    ),
    fc.oneof(
      fc.record({ target: fc.constant("VERSION" as const), version: int64 }),
      fc.record({ target: fc.constant("CREATE" as const), createRevision: revision }),
      fc.record({ target: fc.constant("MOD" as const), modRevision: revision }),
      fc.record({ target: fc.constant("VALUE" as const), value }),
      fc.record({ target: fc.constant("LEASE" as const), lease }),
    ),
  )
  .map(([where, operand]) => ({ ...where, ...operand }));

const { request: txnRequest } = fc.letrec<{ request: domain.TxnRequest; operation: domain.Operation }>((tie) => ({
  operation: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constant("range" as const), request: range }),
    fc.record({ kind: fc.constant("put" as const), request: put }),
    fc.record({ kind: fc.constant("delete" as const), request: deletion }),
    fc.record({ kind: fc.constant("txn" as const), request: tie("request") }),
  ),
  request: fc.record({
    compare: fc.array(compare, { maxLength: 3 }),
    success: fc.array(tie("operation"), { maxLength: 3 }),
    failure: fc.array(tie("operation"), { maxLength: 2 }),
  }),
}));

const keyValue: fc.Arbitrary<KeyValue> = fc.record({
  key,
  value,
  createRevision: revision,
  modRevision: revision,
  version: int64,
  lease,
});
const header = fc.record({ clusterId: int64, memberId: int64, revision, raftTerm: int64 });
const rangeResponse: fc.Arbitrary<domain.RangeResponse> = fc.record(
  { header, kvs: fc.array(keyValue, { maxLength: 3 }), more: fc.boolean(), count: int64 },
  { requiredKeys: ["kvs", "more", "count"] },
);
const putResponse: fc.Arbitrary<domain.PutResponse> = fc.record({ header, prevKv: keyValue }, { requiredKeys: [] });
const deletionResponse: fc.Arbitrary<domain.DeleteRangeResponse> = fc.record(
  { header, deleted: int64, prevKvs: fc.array(keyValue, { maxLength: 3 }) },
  { requiredKeys: ["deleted", "prevKvs"] },
);
const { response: txnResponse } = fc.letrec<{ response: domain.TxnResponse; operation: domain.OperationResponse }>(
  (tie) => ({
    operation: fc.oneof(
      { depthSize: "small" },
      fc.record({ kind: fc.constant("range" as const), response: rangeResponse }),
      fc.record({ kind: fc.constant("put" as const), response: putResponse }),
      fc.record({ kind: fc.constant("delete" as const), response: deletionResponse }),
      fc.record({ kind: fc.constant("txn" as const), response: tie("response") }),
    ),
    response: fc.record(
      { header, succeeded: fc.boolean(), responses: fc.array(tie("operation"), { maxLength: 3 }) },
      { requiredKeys: ["succeeded", "responses"] },
    ),
  }),
);

/** Through real JSON text, as on the wire. */
function goesRound<Message>(
  messages: fc.Arbitrary<Message>,
  encode: (message: Message) => unknown,
  decode: (json: unknown) => Message,
): void {
  fc.assert(
    fc.property(messages, (message) => {
      expect(decode(JSON.parse(JSON.stringify(encode(message))))).toEqual(message);
    }),
  );
}

describe("messages go to the wire and come back equal", () => {
  test("range requests", () => goesRound(range, requests.encodeRangeRequest, requests.decodeRangeRequest));
  test("put requests", () => goesRound(put, requests.encodePutRequest, requests.decodePutRequest));
  test("delete requests", () =>
    goesRound(deletion, requests.encodeDeleteRangeRequest, requests.decodeDeleteRangeRequest));
  test("conditions", () => goesRound(compare, txn.encodeCompare, txn.decodeCompare));
  test("transactions, nested ones included", () => goesRound(txnRequest, txn.encodeTxnRequest, txn.decodeTxnRequest));
  test("range answers", () => goesRound(rangeResponse, responses.encodeRangeResponse, responses.decodeRangeResponse));
  test("put answers", () => goesRound(putResponse, responses.encodePutResponse, responses.decodePutResponse));
  test("delete answers", () =>
    goesRound(deletionResponse, responses.encodeDeleteRangeResponse, responses.decodeDeleteRangeResponse));
  test("answers to transactions", () => goesRound(txnResponse, txn.encodeTxnResponse, txn.decodeTxnResponse));
});

describe("what etcd's JSON leaves out or spells otherwise", () => {
  test("absent fields are zero, false and empty", () => {
    expect(responses.decodeRangeResponse({})).toEqual({ kvs: [], more: false, count: "0" });
    expect(txn.decodeTxnResponse({ header: { revision: "7" } })).toMatchObject({ succeeded: false, responses: [] });
    expect(responses.decodeRangeResponse({ kvs: [{ key: "YQ==" }] }).kvs[0]).toMatchObject({
      value: new Uint8Array(),
      lease: "0",
    });
  });

  test("camelCase names and enum numbers are read as the gateway reads them", () => {
    const body = {
      success: [{ requestRange: { key: "YQ==", rangeEnd: "Yg==", sortOrder: 1 } }],
      compare: [{ key: "YQ==", target: 2, result: 3, modRevision: 5 }],
    };
    expect(txn.decodeTxnRequest(body)).toEqual({
      compare: [{ key: Uint8Array.of(97), target: "MOD", result: "NOT_EQUAL", modRevision: "5" }],
      success: [
        { kind: "range", request: { key: Uint8Array.of(97), rangeEnd: Uint8Array.of(98), sortOrder: "ASCEND" } },
      ],
      failure: [],
    });
  });

  test.each([
    ["a list", () => responses.decodeRangeResponse([])],
    ["kvs that are no list", () => responses.decodeRangeResponse({ kvs: {} })],
    ["a key that is no base64", () => responses.decodeRangeResponse({ kvs: [{ key: "?" }] })],
    ["a count that is no integer", () => responses.decodeRangeResponse({ count: "many" })],
    ["an operation of no kind", () => txn.decodeTxnRequest({ success: [{}] })],
    ["a word outside its set", () => txn.decodeCompare({ key: "YQ==", result: "SIMILAR" })],
  ])("%s is a malformed answer that says what is wrong", (_, decode) => {
    expect(decode).toThrow(FailureError);
    expect(decode).toThrow(/ is n/);
  });
});
