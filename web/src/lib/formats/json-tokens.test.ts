import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minifyJson, prettyJson } from "./json-layout.ts";
import { readJson } from "./json-tokens.ts";

const accepts = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const words = (text: string) =>
  readJson(text).tokens.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

/** Texts that are JSON, and ones that nearly are. */
const anyJson = fc.json({ maxDepth: 4 });
const nearly = fc
  .tuple(anyJson, fc.nat(), fc.constantFrom("", ",", "]", "{", '"', "\\", "0", ".", "-", "e", " ", "\n", "\u0001", ":"))
  .map(([text, chosen, sign]) => {
    const at = chosen % (text.length + 1);
    return text.slice(0, at) + sign + text.slice(at + 1);
  });

describe("reading JSON", () => {
  test("takes what JSON.parse takes, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(anyJson, nearly), (text) => {
        expect(readJson(text).problem === undefined).toBe(accepts(text));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ["", 0, "unexpected end, expected value"],
    ['{"a":1,}', 7, "expected name"],
    ['{"a" 1}', 5, "expected :"],
    ["[1 2]", 3, "expected , or ]"],
    ["[1}", 2, "expected , or ]"],
    ['["a\nb"]', 3, "control character in a string"],
    ['["\\x"]', 2, "invalid escape sequence"],
    ['["abc', 1, "unterminated string"],
    ["[01]", 1, "not a JSON value"],
    ["[1] 2", 4, "unexpected text after the end"],
  ])("says of %j what is wrong at %i", (text, at, message) => {
    expect(readJson(text).problem).toEqual({ at, message });
  });

  test("passes over a byte order mark at the start, and nowhere else", () => {
    expect(readJson('\ufeff{"a":1}').problem).toBeUndefined();
    expect(readJson('{\ufeff"a":1}').problem).toMatchObject({ at: 1 });
    expect(readJson("\ufeff\ufeff1").problem).toMatchObject({ at: 1 });
  });

  test("is not stopped by deep nesting", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(readJson(deep).problem).toBeUndefined();
    expect(minifyJson(deep)).toBe(deep);
  });
});

describe("laying JSON out", () => {
  test("keeps every token as it was written: big numbers, duplicate names, escapes", () => {
    const text = '{"id":12345678901234567890,"id":1.0e+400,"s":"\\u00e9\\/","e":{},"l":[ ],"n":[1,[2]]}';
    expect(prettyJson(text)).toBe(
      [
        "{",
        '  "id": 12345678901234567890,',
        '  "id": 1.0e+400,',
        '  "s": "\\u00e9\\/",',
        '  "e": {},',
        '  "l": [],',
        '  "n": [',
        "    1,",
        "    [",
        "      2",
        "    ]",
        "  ]",
        "}",
      ].join("\n"),
    );
    expect(minifyJson(prettyJson(text) ?? "")).toBe(text.replace("[ ]", "[]"));
  });

  test("changes nothing but blanks, and is done once", () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        const pretty = prettyJson(text) ?? "";
        expect(words(pretty)).toEqual(words(text));
        expect(prettyJson(pretty)).toBe(pretty);
        expect(words(minifyJson(text) ?? "")).toEqual(words(text));
      }),
      { numRuns: 1000 },
    );
  });

  test("keeps CRLF line breaks and a byte order mark", () => {
    expect(prettyJson('{\r\n"a":1,"b":[2]}\r\n')).toBe('{\r\n  "a": 1,\r\n  "b": [\r\n    2\r\n  ]\r\n}\r\n');
    expect(prettyJson("\ufeff[1]")).toBe("\ufeff[\n  1\n]");
    expect(minifyJson("\ufeff[ 1 ]")).toBe("\ufeff[1]");
  });

  test("keeps a break at the end, and leaves alone what is not JSON", () => {
    expect(prettyJson("[1]\n")).toBe("[\n  1\n]\n");
    expect(prettyJson("[1")).toBeUndefined();
    expect(minifyJson("nonsense")).toBeUndefined();
  });
});
