import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue } from "../../model/bytes.ts";
import { asLeaseId, asRevision, parseInt64, zeroInt64, type Int64 } from "../../model/int64.ts";
import { openEnd, prefixRange, type KeyRange } from "../../model/range.ts";
import type { Compare, Operation, TxnRequest } from "../../model/txn.ts";
import { readDraft } from "../draft/read-draft.ts";
import { showDraft } from "../draft/show-draft.ts";
import { formatTxnText } from "./format-txn-text.ts";
import { parseTxnText } from "./parse-txn-text.ts";
import { decodeTxnRequest, encodeTxnRequest } from "../../wire/txn.ts";

const awkward = fc.constantFrom(
  "'",
  '"',
  "\\",
  " ",
  "\n",
  "\t",
  "$",
  "%",
  "-",
  "=",
  "(",
  ")",
  "<",
  ">",
  "ü",
  "\u{1f511}",
  "\u00a0",
  "--prefix",
  "EOF",
  "{}",
);
const text = fc.array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 4 }), awkward), { minLength: 1, maxLength: 4 });
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map((list) => Uint8Array.from(list)),
  text.map((parts) => new TextEncoder().encode(`${parts.join("")}.`)),
);
const key = bytes.map(asKey);
const value = fc.oneof(bytes, fc.constant(new Uint8Array())).map(asValue);
const positive = fc
  .bigInt({ min: 1n, max: 2n ** 63n - 1n })
  .map((number): Int64 => parseInt64(number.toString()) ?? zeroInt64);
const on = fc.constant(true as const);
const result = fc.constantFrom("EQUAL" as const, "NOT_EQUAL" as const, "LESS" as const, "GREATER" as const);

// An end below the start is kept as it is; a range whose end is that of the prefix is the prefix.
const keyRange: fc.Arbitrary<KeyRange> = fc.oneof(
  fc.record({ key }),
  key.map(prefixRange),
  key.map((start) => ({ key: start, rangeEnd: openEnd })),
  fc.record({ key, rangeEnd: key }),
);

const simpleOperand = fc.oneof(
  fc.record({ target: fc.constant("VERSION" as const), version: positive }),
  fc.record({ target: fc.constant("CREATE" as const), createRevision: positive.map(asRevision) }),
  fc.record({ target: fc.constant("MOD" as const), modRevision: positive.map(asRevision) }),
  fc.record({ target: fc.constant("VALUE" as const), value }),
);
const leaseOperand = fc.record({ target: fc.constant("LEASE" as const), lease: positive.map(asLeaseId) });

const join = <A extends object, B extends object>([a, b]: [A, B]): A & B => ({ ...a, ...b });
const simpleCompare: fc.Arbitrary<Compare> = fc.tuple(fc.record({ key, result }), simpleOperand).map(join);
const anyCompare: fc.Arbitrary<Compare> = fc
  .tuple(fc.tuple(keyRange, fc.record({ result })).map(join), fc.oneof(simpleOperand, leaseOperand))
  .map(join);

const put: fc.Arbitrary<Operation> = fc
  .tuple(
    fc.record({ key, value }),
    fc.record({ lease: positive.map(asLeaseId), prevKv: on, ignoreLease: on }, { requiredKeys: [] }),
  )
  .map((parts) => ({ kind: "put", request: join(parts) }));
const keepingPut: fc.Arbitrary<Operation> = fc
  .record({ key, ignoreValue: on })
  .map((request) => ({ kind: "put", request }));
const deletion: fc.Arbitrary<Operation> = fc
  .tuple(keyRange, fc.record({ prevKv: on }, { requiredKeys: [] }))
  .map((parts) => ({ kind: "delete", request: join(parts) }));
const readOptions = {
  limit: positive,
  revision: positive.map(asRevision),
  sortOrder: fc.constantFrom("ASCEND" as const, "DESCEND" as const),
  sortTarget: fc.constantFrom("VERSION" as const, "CREATE" as const, "MOD" as const, "VALUE" as const),
  serializable: on,
};
const simpleRead: fc.Arbitrary<Operation> = fc
  .tuple(
    keyRange,
    fc.record(readOptions, { requiredKeys: [] }),
    fc.constantFrom({}, { keysOnly: true }, { countOnly: true }),
  )
  .map(([range, options, what]) => ({ kind: "range", request: { ...range, ...options, ...what } }));
const revision = positive.map(asRevision);
const anyRead: fc.Arbitrary<Operation> = fc
  .tuple(
    keyRange,
    fc.record(
      {
        ...readOptions,
        keysOnly: on,
        countOnly: on,
        minModRevision: revision,
        maxModRevision: revision,
        minCreateRevision: revision,
        maxCreateRevision: revision,
      },
      { requiredKeys: [] },
    ),
  )
  .map((parts) => ({ kind: "range", request: join(parts) }));

const simpleOperation = fc.oneof(put, keepingPut, deletion, simpleRead);
/** What etcdctl's text can say. */
const simpleTxn: fc.Arbitrary<TxnRequest> = fc.record({
  compare: fc.array(simpleCompare, { maxLength: 4 }),
  success: fc.array(simpleOperation, { maxLength: 4 }),
  failure: fc.array(simpleOperation, { maxLength: 4 }),
});
const { request: anyTxn } = fc.letrec<{ request: TxnRequest; operation: Operation }>((tie) => ({
  operation: fc.oneof(
    { depthSize: "small" },
    put,
    keepingPut,
    deletion,
    anyRead,
    tie("request").map((request) => ({ kind: "txn" as const, request })),
  ),
  request: fc.record({
    compare: fc.array(anyCompare, { maxLength: 3 }),
    success: fc.array(tie("operation"), { maxLength: 3 }),
    failure: fc.array(tie("operation"), { maxLength: 3 }),
  }),
}));

describe("a transaction comes back as it was", () => {
  test("from its wire form", () => {
    fc.assert(
      fc.property(anyTxn, (request) => {
        expect(decodeTxnRequest(JSON.parse(JSON.stringify(encodeTxnRequest(request))))).toEqual(request);
      }),
    );
  });

  test("from etcdctl's text", () => {
    fc.assert(
      fc.property(simpleTxn, (request) => {
        const formatted = formatTxnText(request);
        expect(formatted).toHaveProperty("text");
        expect(parseTxnText("text" in formatted ? formatted.text : "")).toEqual({ request });
      }),
      { numRuns: 1000 },
    );
  });

  test("from the fields of the builder", () => {
    fc.assert(
      fc.property(anyTxn, (request) => {
        expect(readDraft(showDraft(request))).toEqual({ request, problems: [] });
      }),
    );
  });
});
