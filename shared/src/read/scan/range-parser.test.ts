import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue, encodeUtf8 } from "../../model/bytes.ts";
import { asLeaseId, asRevision, parseInt64, zeroInt64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { decodeRangeResponse, encodeRangeResponse } from "../../wire/responses.ts";
import { RangeParser } from "./range-parser.ts";

function parse(pieces: readonly Uint8Array[]): RangeResponse {
  const kvs: KeyValue[] = [];
  const parser = new RangeParser((kv) => kvs.push(kv));
  for (const piece of pieces) {
    const lent = piece.slice();
    parser.push(lent);
    lent.fill(0);
  }
  return { ...parser.end(), kvs };
}

const int64 = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map((value) => parseInt64(String(value)) ?? zeroInt64);
const anyKv: fc.Arbitrary<KeyValue> = fc
  .record({ key: fc.uint8Array({ minLength: 1, maxLength: 9 }), value: fc.uint8Array({ maxLength: 9 }) })
  .chain(({ key, value }) =>
    fc.record({
      key: fc.constant(asKey(Uint8Array.from(key))),
      value: fc.constant(asValue(Uint8Array.from(value))),
      createRevision: int64.map(asRevision),
      modRevision: int64.map(asRevision),
      version: int64,
      lease: int64.map(asLeaseId),
    }),
  );
const anyAnswer: fc.Arbitrary<RangeResponse> = fc.record({
  header: fc.record({
    clusterId: int64,
    memberId: int64,
    revision: int64.map(asRevision),
    raftTerm: int64,
  }),
  kvs: fc.array(anyKv, { maxLength: 4 }),
  more: fc.boolean(),
  count: int64,
});
/** As 3.4 writes it, as 3.5 does with spaces, and with more of them. */
const spelling = fc.constantFrom(
  (json: unknown) => JSON.stringify(json),
  (json: unknown) => JSON.stringify(json).replaceAll(/([,:])(?=["{[])/g, "$1 "),
  (json: unknown) => JSON.stringify(json, undefined, "\t"),
);

/** Answers that are no JSON, or not the JSON of a range. */
const wrong = [
  "",
  "[]",
  "{]",
  '{"kvs":[{"key":"YQ=="}{"key":"Yg=="}]}',
  '{"kvs":[,{"key":"YQ=="}]}',
  '{"kvs":[{"key":"YQ=="},]}',
  '{"kvs":[{"key":"YQ=="},,{"key":"YQ=="}]}',
  '{"kvs":[{"key":"YQ==",}]}',
  '{"kvs":[{"key":"YQ="}]}',
  '{"kvs":[{"key":"YQ==" "value":""}]}',
  '{"kvs":[{"version":"-1.5"}]}',
  '{"kvs":[1]}',
  '{"kvs":"none"}',
  '{"kvs":[{"key":"YQ=="}],"count":"many"}',
  '{"kvs":[{"key":"YQ=="}]}}',
  '{"kvs":[{"key":"YQ=="}]} {}',
  "<html>",
];

describe("an answer in pieces", () => {
  test("is what it is whole, cut anywhere", () => {
    fc.assert(
      fc.property(anyAnswer, spelling, (answer, spell) => {
        const bytes = encodeUtf8(spell(encodeRangeResponse(answer)));
        for (let cut = 0; cut <= bytes.length; cut++) {
          expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(answer);
        }
      }),
      { numRuns: 15 },
    );
  });

  test("is what it is whole, byte by byte", () => {
    fc.assert(
      fc.property(anyAnswer, spelling, (answer, spell) => {
        const bytes = encodeUtf8(spell(encodeRangeResponse(answer)));
        expect(parse(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(answer);
      }),
    );
  });

  test.each([
    String.raw`{"kvs":[{"key":"YQ\u003d="}],"count":"1"}`,
    '{"kvs":[{"key":"YQ==","version":3,"novel":{"a":["}]"]}}],"count":"1"}',
    '{"kvs":[{"createRevision":"5","key":"YQ==","lease":"-7"}],"count":"1"}',
    String.raw`{"novel":"\"kvs\":[{]","other":["kvs",{"kvs":[]}],"kvs":[{}],"more":true}`,
    '{"kvs":[],"count":"5"}',
    '{"count":"5"}',
    ' {"kvs" :\n[ { "key" : "YQ==" } , { "key":"Yg==" } ] } ',
  ])("%j is read as by any reader of JSON", (text) => {
    const bytes = encodeUtf8(text);
    const whole = decodeRangeResponse(JSON.parse(text));
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  test.each(wrong)("%j is a failure", (text) => {
    const bytes = encodeUtf8(text);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(() => parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toThrow(/response/);
    }
  });

  test("that ends too early is cut, wherever it ends", () => {
    const bytes = encodeUtf8('{"header":{"revision":"9"},"kvs":[{"key":"YQ=="},{"key":"Yg=="}],"count":"2"}');
    for (let cut = 0; cut < bytes.length; cut++) {
      expect(() => parse([bytes.subarray(0, cut)])).toThrow(/cut|not etcd's/);
    }
  });
});
