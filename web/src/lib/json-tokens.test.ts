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
    ["", 0, "it ends where value is due"],
    ['{"a":1,}', 7, "name is due"],
    ['{"a" 1}', 5, ": is due"],
    ["[1 2]", 3, "a comma or ] is due"],
    ["[1}", 2, "a comma or ] is due"],
    ['["a\nb"]', 3, "a control character stands in a string"],
    ['["\\x"]', 2, "a backslash begins no escape"],
    ['["abc', 1, "a string has no end"],
    ["[01]", 1, "this is no JSON value"],
    ["[1] 2", 4, "something stands after the end"],
  ])("says of %j what is wrong at %i", (text, at, message) => {
    expect(readJson(text).problem).toEqual({ at, message });
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

  test("keeps a break at the end, and leaves alone what is no JSON", () => {
    expect(prettyJson("[1]\n")).toBe("[\n  1\n]\n");
    expect(prettyJson("[1")).toBeUndefined();
    expect(minifyJson("nonsense")).toBeUndefined();
  });
});
