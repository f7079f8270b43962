import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzz } from "@etcd-explorer/shared/test/fuzz";
import { JsonCheck } from "./json-check.ts";

function check(text: string | Uint8Array, cuts: readonly number[] = []): JsonCheck {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const found = new JsonCheck();
  places.forEach((place, index) => found.push(bytes.subarray(place, places[index + 1])));
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const refused = (text: string): string | undefined => check(text).refusal;
const keyValue = '{"key":"YQ==","create_revision":"2","mod_revision":"2","version":"1"}';

describe("JSON that is", () => {
  test.each<[string, string]>([
    ["a large answer of etcd", `{"kvs":[${Array.from({ length: 100_000 }, () => keyValue).join(",")}]}`],
    ["many empty operations", `{"responses":[${'{"response_range":{}},'.repeat(10_000)}{}]}`],
    ["brackets within a string", `"${"[".repeat(1_000_000)}"`],
    ["brackets behind escaped quotes", `"${String.raw`\"[\\\"[`.repeat(100_000)}"`],
    ["as deep as a transaction may be", `${'{"responses":[{"response_txn":'.repeat(64)}{}${"}]}".repeat(64)}`],
    ["a string that does not end", `"${"[".repeat(1000)}`],
  ])("%s may be parsed", (_name, text) => {
    expect(refused(text)).toBeUndefined();
  });

  test.each<[string, string, string]>([
    ["4 MiB of brackets", "[".repeat(4 * 1024 * 1024), "deeper"],
    ["deep between strings that end in a backslash", String.raw`["\\",`.repeat(1000), "deeper"],
    ["millions of empty objects", `[${"{},".repeat(2_000_000)}{}]`, "too many parts"],
    ["millions of numbers", `[${"0,".repeat(2_000_000)}0]`, "too many parts"],
  ])("%s may not", (_name, text, why) => {
    expect(refused(text)).toContain(why);
  });
});

describe("what is JSON is told as JSON.parse does", () => {
  const spellings = [
    [
      "",
      " ",
      "{}",
      "[]",
      "{ }",
      "[ ]",
      '""',
      "0",
      "-0",
      "-",
      "01",
      "1.",
      "1.5",
      ".5",
      "1e",
      "1e5",
      "1E+5",
      "1e-",
      "1.5e-07",
    ],
    ["true", "false", "null", "tru", "nulll", "True", "NaN", "[1,]", "[,1]", "[1 2]", '{"a"}', '{"a":}', '{"a":1,}'],
    ['{"a":1}', '{"a":1,"b":[{}]}', "{1:2}", "[}", "{]", "[[]", "[]]", "{}{}", "1 2", "\ufeff1", "\u00a01", "\f1"],
    [
      '"\\u00e9"',
      '"\\u00g9"',
      '"\\x"',
      '"\\"',
      '"a\nb"',
      '"a\u007fb"',
      '"é€😀"',
      "'a'",
      "// a\n1",
      '"a',
      '\t\r\n"a" \n',
    ],
  ];
  test.each(spellings.flat())("%j", (text) => {
    for (const cuts of [[], Array.from({ length: 40 }, (_, at) => at)]) {
      expect(check(text, cuts).isWhole).toBe(isJson(text));
    }
  });

  const changed = fc.record({
    text: fc.json(),
    at: fc.nat(),
    cut: fc.nat(3),
    put: fc.oneof(fc.constantFrom(...Array.from('\\"[]{},:0123456789-+.eEtrufalsn \n\u0000é')), fc.constant("")),
    pieces: fc.array(fc.nat(), { maxLength: 5 }),
  });
  test("also where a part of it was replaced, in pieces of any size", () => {
    fc.assert(
      fc.property(changed, ({ text, at, cut, put, pieces }) => {
        const place = at % (text.length + 1);
        const spelled = text.slice(0, place) + put + text.slice(place + cut);
        expect(check(text, pieces).isWhole).toBe(true);
        expect(check(spelled, pieces).isWhole).toBe(isJson(spelled));
      }),
      fuzz(3000),
    );
  });
});

test("what is null and what goes beyond ASCII is known", () => {
  expect([" null", '"n"', "[null]"].map((text) => check(text).isNull)).toEqual([true, false, false]);
  expect(['{"a":"b"}', '{"a":"ü"}', '{"ü":1}'].map((text) => check(text).isAscii)).toEqual([true, false, false]);
});
