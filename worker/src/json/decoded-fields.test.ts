import { describe, expect, test } from "vitest";
import { feed, textOf } from "../../test/feed-parser.ts";
import { recorded, recordedVersions } from "../../test/recorded.ts";
import { addDecodedFields } from "./decoded-fields.ts";

function decoded(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  addDecodedFields(parsed);
  return parsed;
}

const foo = { key: "Zm9v", value: "YmFy" };
const fooDecoded = { ...foo, key_decoded: "foo", value_decoded: "bar" };

describe("readable fields are added", () => {
  test.each([
    ["kvs", { kvs: [foo, foo] }, { kvs: [fooDecoded, fooDecoded] }],
    ["prev_kv", { prev_kv: foo }, { prev_kv: fooDecoded }],
    ["prev_kvs", { prev_kvs: [foo] }, { prev_kvs: [fooDecoded] }],
    ["the key of an election's leader", { kv: foo }, { kv: fooDecoded }],
    [
      "a transaction's responses, however deep",
      {
        responses: [
          { response_txn: { responses: [{ response_range: { kvs: [foo] } }, { response_put: { prev_kv: foo } }] } },
        ],
      },
      {
        responses: [
          {
            response_txn: {
              responses: [{ response_range: { kvs: [fooDecoded] } }, { response_put: { prev_kv: fooDecoded } }],
            },
          },
        ],
      },
    ],
    [
      "watch events",
      {
        result: {
          events: [
            { kv: foo, prev_kv: foo },
            { type: "DELETE", kv: { key: "Zm9v" } },
          ],
        },
      },
      {
        result: {
          events: [
            { kv: fooDecoded, prev_kv: fooDecoded },
            { type: "DELETE", kv: { key: "Zm9v", key_decoded: "foo" } },
          ],
        },
      },
    ],
  ])("in %s", (_where, answer, expected) => {
    expect(decoded(JSON.stringify(answer))).toEqual(expected);
  });

  test("as hex where the bytes are no UTF-8", () => {
    expect(decoded('{"kvs":[{"key":"//4ALw==","value":"//8="}]}')).toEqual({
      kvs: [{ key: "//4ALw==", key_hex: "fffe002f", value: "//8=", value_hex: "ffff" }],
    });
  });

  test("exactly: a byte order mark and a zero byte stay", () => {
    expect(decoded('{"kvs":[{"key":"77u/YQ==","value":"YQBi"}]}')).toMatchObject({
      kvs: [{ key_decoded: "\ufeffa", value_decoded: "a\0b" }],
    });
  });
});

describe("nothing is added", () => {
  test.each([
    "null",
    "7",
    '"text"',
    "[]",
    "{}",
    '{"kvs":null}',
    '{"kvs":{"key":"Zm9v"}}',
    '{"kvs":[null,7,[],{"key":7},{"key":"not base64!"},{"lease":"0"}]}',
    '{"members":[{"key":"Zm9v"}],"key":"Zm9v"}',
    '{"responses":[null,{"response_range":null}]}',
    '{"result":[]}',
  ])("to %s", (text) => {
    expect(decoded(text)).toEqual(JSON.parse(text));
  });
});

test("an answer nested without end is left at some depth", () => {
  const text = `${'{"result":'.repeat(5000)}{}${"}".repeat(5000)}`;
  expect(() => decoded(text)).not.toThrow();
});

describe.each(recordedVersions)("what etcd %s answered", (version) => {
  const replay = (name: string): unknown => decoded(textOf(feed([recorded(version, name).bytes]).body));

  test("to a range over everything is readable, keys of odd bytes included", () => {
    const { kvs } = Object(replay("get all"));
    expect(kvs).toContainEqual(expect.objectContaining({ key: "L2NvbmZpZy9ncsO8w59l", key_decoded: "/config/grüße" }));
    expect(kvs).toContainEqual(expect.objectContaining({ key: "//4ALw==", key_hex: "fffe002f" }));
    expect(kvs).toContainEqual(expect.objectContaining({ key: "YS8v", key_decoded: "a//" }));
  });

  test("to a transaction is readable in every response", () => {
    expect(replay("txn else branch")).toMatchObject({
      responses: [
        { response_range: { kvs: [{ key_decoded: "lock", value_decoded: "locked" }] } },
        { response_delete_range: { prev_kvs: [{ key_decoded: "lock", value_decoded: "locked" }] } },
      ],
    });
  });

  test("to a put with prev_kv is readable", () => {
    expect(replay("put prev_kv")).toMatchObject({ prev_kv: { key_decoded: "foo", value_decoded: "bar" } });
  });
});
