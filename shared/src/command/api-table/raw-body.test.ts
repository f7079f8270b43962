import { describe, expect, test } from "vitest";
import { describeAnswer } from "./decoded-answer.ts";
import { parseRawBody } from "./raw-body.ts";
import { completeBody, completePath } from "./raw-completion.ts";

function jsonOf(message: string, text: string): unknown {
  const parsed = parseRawBody(message, text);
  return "json" in parsed ? JSON.parse(parsed.json) : `${parsed.problem.at} ${parsed.problem.message}`;
}

test("bytes become base64, integers text, and prefix the end of the range", () => {
  expect(jsonOf("RangeRequest", '{ "key": b"/a/", "range_end": prefix, "limit": 9223372036854775807 }')).toEqual({
    key: "L2Ev",
    range_end: "L2Ew",
    limit: "9223372036854775807",
  });
  expect(jsonOf("PutRequest", String.raw`{"key": b"\xff\x00", "value": "AAE=", "prevKv": true}`)).toEqual({
    key: "/wA=",
    value: "AAE=",
    prev_kv: true,
  });
  expect(jsonOf("RangeRequest", " ")).toEqual({});
});

test("a transaction within a transaction is read to its depth", () => {
  const text = `{"compare": [{"target": "MOD", "key": b"a", "mod_revision": 7}],
    "success": [{"request_txn": {"success": [{"request_put": {"key": b"b", "lease": 1}}], "failure": []}}]}`;
  expect(jsonOf("TxnRequest", text)).toEqual({
    compare: [{ target: "MOD", key: "YQ==", mod_revision: "7" }],
    success: [{ request_txn: { success: [{ request_put: { key: "Yg==", lease: "1" } }], failure: [] } }],
  });
});

test.each([
  ["RangeRequest", '{"kay": b"a"}', "1 Unknown field kay. Fields: key, range_end, limit, revision, sort_order,"],
  ["RangeRequest", '{"key": "a"}', '8 Invalid base64. Write text as b"…".'],
  ["RangeRequest", '{"key": b"a", "limit": 1.5}', "23 Expected a whole number."],
  ["RangeRequest", '{"keys_only": 1}', "14 Expected true or false."],
  ["RangeRequest", '{"sort_order": "UP"}', "15 Expected one of NONE, ASCEND, DESCEND."],
  ["RangeRequest", '{"range_end": prefix}', "1 prefix requires a key in the same object."],
  ["RangeRequest", '{"key": b"a", "key": b"b"}', "14 Duplicate field key."],
  ["RangeRequest", '{"key": b"a"', "12 Unexpected end of the body."],
  ["RangeRequest", '{"key": b"a"} x', "13 Unexpected text after the last }."],
  ["RangeRequest", "[]", "0 The body must start with {."],
  ["TxnRequest", '{"success": {}}', "12 Expected [."],
  ["Empty", '{"a": 1}', "1 This message has no fields."],
])("%s %s is explained", (message, text, words) => {
  expect(jsonOf(message, text)).toContain(words);
});

describe("completion", () => {
  test("offers paths by their beginning, or by what they hold", () => {
    expect(completePath("/v3/kv/r").options).toEqual(["/v3/kv/range"]);
    expect(completePath("hashkv").options).toEqual(["/v3/maintenance/hashkv"]);
    expect(completePath("").options.length).toBeGreaterThan(40);
  });

  test("offers the fields of the object that the caret is in, and the values of its field", () => {
    expect(completeBody("RangeRequest", '{"ra')).toEqual({ from: 1, options: ['"range_end": b"'] });
    expect(completeBody("TxnRequest", '{"compare": [{"ta').options).toEqual(['"target": ']);
    expect(completeBody("TxnRequest", '{"success": [{"request_put": {"pre').options).toEqual(['"prev_kv": ']);
    expect(completeBody("RangeRequest", '{"sort_order": "AS').options).toEqual(['"ASCEND"']);
    expect(completeBody("RangeRequest", '{"range_end": p').options).toEqual(["prefix"]);
    expect(completeBody("RangeRequest", '{"keys_only": t').options).toEqual(["true"]);
    expect(completeBody("RangeRequest", '{"key": b"a", "lim').options).toEqual(['"limit": ']);
  });
});

test("an answer is told with its bytes as text, IDs in hex and no secret", () => {
  const answer = {
    header: { member_id: "31", revision: "7" },
    kvs: [{ key: "L2E=", key_decoded: "/a", value: "/wA=", value_hex: "ff00", lease: "255" }],
    count: "1",
  };
  expect(describeAnswer("RangeResponse", answer)).toBe(
    [
      "{",
      "  header: {",
      "    member_id: 31  (1f)",
      "    revision: 7",
      "  }",
      "  kvs: [",
      "    {",
      '      key: b"/a"',
      String.raw`      value: b"\xff\x00"`,
      "      lease: 255  (ff)",
      "    }",
      "  ]",
      "  count: 1",
      "}",
    ].join("\n"),
  );
  expect(describeAnswer("AuthenticateResponse", { token: "abc.1" })).toContain("token: (hidden)");
  expect(describeAnswer("LeaseKeepAliveResponse", { result: { ID: "31", TTL: "5" } })).toContain("ID: 31  (1f)");
});
