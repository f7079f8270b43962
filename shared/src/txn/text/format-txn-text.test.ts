import { expect, test } from "vitest";
import { asValue, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, zeroInt64 } from "../../model/int64.ts";
import { allKeys, openEnd, prefixRange } from "../../model/range.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { formatTxnText } from "./format-txn-text.ts";

const key = keyFromText("/locks/writer");

test("conditions and operations are lines that etcdctl reads", () => {
  const request: TxnRequest = {
    compare: [
      { target: "VERSION", key, result: "EQUAL", version: zeroInt64 },
      { target: "MOD", key: keyFromText("/a"), result: "LESS", modRevision: asRevision(int64(7)) },
      { target: "CREATE", key: keyFromText("/a"), result: "GREATER", createRevision: asRevision(int64(1)) },
      { target: "VALUE", key: keyFromText('"\n'), result: "NOT_EQUAL", value: asValue(Uint8Array.of(0xff)) },
    ],
    success: [
      { kind: "put", request: { key, value: valueFromText("node-7"), lease: asLeaseId(int64(0x694d)) } },
      { kind: "put", request: { key: keyFromText("-x"), value: valueFromText('{"max":24}'), prevKv: true } },
      { kind: "put", request: { key, ignoreValue: true, lease: asLeaseId(int64(1)) } },
    ],
    failure: [
      { kind: "range", request: { ...allKeys, keysOnly: true } },
      { kind: "delete", request: { key, rangeEnd: openEnd } },
      { kind: "delete", request: { ...prefixRange(keyFromText("/locks/")), prevKv: true } },
    ],
  };
  expect(formatTxnText(request)).toEqual({
    text: [
      'version("/locks/writer") = "0"',
      'mod("/a") < "7"',
      'create("/a") > "1"',
      String.raw`val("\"\n") != "\xff"`,
      "",
      "put /locks/writer node-7 --lease=694d",
      String.raw`put --prev-kv -- -x "{\"max\":24}"`,
      "put /locks/writer --lease=1 --ignore-value",
      "",
      'get "" --prefix --keys-only',
      "del /locks/writer --from-key",
      "del /locks/ --prefix --prev-kv",
      "",
      "",
    ].join("\n"),
  });
});
