import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, asValue, concatBytes, encodeUtf8, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease, parseInt64, zeroInt64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { formatEtcdctlEnd, formatEtcdctlEntry, formatEtcdctlStart } from "./etcdctl-json.ts";
import { formatLine } from "./json-lines.ts";
import { RecordReader, type RecordEntry } from "./record-reader.ts";

const positive = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map((value) => parseInt64(String(value)) ?? zeroInt64);
const content = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 30 }).map((bytes) => Uint8Array.from(bytes)),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 9 }).map((text) => encodeUtf8(text)),
);
const anyKv: fc.Arbitrary<KeyValue> = fc.record({
  key: content.map(asKey),
  value: fc.oneof(content, fc.constant(new Uint8Array())).map(asValue),
  createRevision: positive.map(asRevision),
  modRevision: positive.map(asRevision),
  version: positive,
  lease: fc.oneof(fc.constant(noLease), positive.map(asLeaseId)),
});
const header = {
  clusterId: parseInt64("14841639068965178418") ?? zeroInt64,
  memberId: parseInt64("10276657743932975437") ?? zeroInt64,
  revision: asRevision(int64(9)),
  raftTerm: int64(2),
};
const etcdctlText = (kvs: readonly KeyValue[]) =>
  formatEtcdctlStart(header) +
  kvs.map((kv, at) => formatEtcdctlEntry(kv, at === 0)).join("") +
  formatEtcdctlEnd(int64(kvs.length));

function readAll(pieces: readonly Uint8Array[]): RecordEntry[] {
  const reader = new RecordReader();
  return [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.end()];
}
const read = (text: string) => readAll([encodeUtf8(text)]);

describe("a file of keys", () => {
  test.each([
    ["JSON lines", (kvs: readonly KeyValue[]) => kvs.map((kv) => formatLine(kv)).join("")],
    ["etcdctl's JSON", etcdctlText],
  ])("comes back as it was written, to the byte, however it is cut: %s", (_, format) => {
    fc.assert(
      fc.property(fc.array(anyKv, { maxLength: 4 }), (kvs) => {
        const bytes = encodeUtf8(format(kvs));
        const due = kvs.map((record, at) => ({ kind: "record", line: at + 1, record }));
        for (let cut = 0; cut <= bytes.length; cut++) {
          expect(readAll([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(due);
        }
      }),
      { numRuns: 12 },
    );
  });

  test("shows text beside base64 only where the bytes are UTF-8", () => {
    const kv: KeyValue = {
      key: keyFromText("/a"),
      value: asValue(Uint8Array.of(0xff)),
      createRevision: asRevision(int64(1)),
      modRevision: asRevision(int64(2)),
      version: int64(2),
      lease: asLeaseId(int64(7)),
    };
    expect(formatLine(kv, { leaseTtl: int64(60) })).toBe(
      '{"key":"L2E=","key_text":"/a","value":"/w==","version":"2","create_revision":"1","mod_revision":"2","lease":"7","lease_ttl":"60"}\n',
    );
  });

  test("may be written by hand, as text", () => {
    const record = { key: keyFromText("/ä"), value: valueFromText("1"), lease: noLease };
    expect(read('\n{"key_text":"/ä","value_text":"1"}')).toEqual([{ kind: "record", line: 2, record }]);
  });

  test.each([
    ["{", "is not valid JSON"],
    ["[]", "is not a JSON object"],
    ['{"value":""}', "has no key"],
    ['{"key":"","value":""}', "has no key"],
    ['{"key":"YQ=="}', "has no value"],
    ['{"key":"YQ=","value":""}', "key is not valid base64"],
    ['{"key":"YQ==","value":"","value_text":"x"}', "value and value_text differ"],
    ['{"key":"YQ==","value":"","lease":"x"}', "lease is not an integer"],
  ])("names the line that is wrong, and goes on after it: %s", (line, problem) => {
    const good = '{"key":"Yg==","value":""}';
    const entries = read(`${good}\n${line}\n${good}\n`);
    expect(entries.map(({ kind }) => kind)).toEqual(["record", "problem", "record"]);
    expect(entries[1]).toMatchObject({ line: 2, problem: expect.stringContaining(problem) });
  });

  test("that is cut is said to be cut", () => {
    const kv = { kind: "record", line: 1 };
    const text = etcdctlText([
      {
        key: keyFromText("a"),
        value: valueFromText("1"),
        createRevision: header.revision,
        modRevision: header.revision,
        version: int64(1),
        lease: noLease,
      },
    ]);
    expect(read(text.slice(0, -8))).toMatchObject([kv, { kind: "problem", line: 2 }]);
    expect(readAll([concatBytes([encodeUtf8('{"key_text":"a","value":""}\n'), Uint8Array.of(0xff)])])).toMatchObject([
      kv,
      { kind: "problem", line: 2 },
    ]);
  });
});

test("a decoded object stands in place of its bytes, and is refused by an import with what to do", () => {
  const kv: KeyValue = {
    key: keyFromText("/registry/pods/a"),
    value: valueFromText("k8s"),
    createRevision: asRevision(int64(2)),
    modRevision: asRevision(int64(3)),
    version: int64(1),
    lease: noLease,
  };
  const line = formatLine(kv, { object: '{"kind":"Pod","n":9007199254740993}' });
  expect(line).toBe(
    '{"key":"L3JlZ2lzdHJ5L3BvZHMvYQ==","key_text":"/registry/pods/a","object":{"kind":"Pod","n":9007199254740993},' +
      '"version":"1","create_revision":"2","mod_revision":"3"}\n',
  );
  const problem = "holds a decoded object without its bytes: export as JSON lines to import";
  expect(read(line)).toEqual([{ kind: "problem", line: 1, problem }]);
});
