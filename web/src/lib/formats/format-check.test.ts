import { expect, test } from "vitest";
import { checkFormat, findBrokenFormat, type CheckedFormat } from "./format-check.ts";
import { placeOf } from "./text-place.ts";

const placed = async (text: string, format: CheckedFormat) => {
  const result = await checkFormat(text, format);
  return result.kind === "wrong" ? placeOf(text, result.problem.at) : result.kind;
};

test("what is valid is so, numbers of any size included", async () => {
  expect(await placed('{"a":12345678901234567890}', "JSON")).toBe("valid");
  expect(await placed("a = 9223372036854775807\n[b]\nc = 1979-05-27\n", "TOML")).toBe("valid");
  expect(await placed("a: 1\n", "YAML")).toBe("valid");
  expect(await placed("\ufeff<?xml version='1.0'?><a b='1'>&own;</a>", "XML")).toBe("valid");
});

test("what is wrong has a line and a column", async () => {
  expect(await placed('{\n  "a": tru\n}', "JSON")).toEqual({ line: 2, column: 8 });
  expect(await placed("a = 1\nb = \n", "TOML")).toMatchObject({ line: 2 });
  expect(await placed("<a>\n  <b>\n</a>", "XML")).toEqual({ line: 3, column: 1 });
  expect(await placed("<a/><b/>", "XML")).toEqual({ line: 1, column: 5 });
  expect(await placed("a: 1\n  b: 2\n", "YAML")).toMatchObject({ line: expect.any(Number) });
});

const doubt = async (text: string, format: CheckedFormat) => {
  const result = await checkFormat(text, format);
  return result.kind === "doubtful" ? result.problem : result.kind;
};

test("a duplicate name and a byte order mark are told, though the text is valid", async () => {
  expect(await doubt('{"a":1,"b":{"a":2},"\\u0061":3}', "JSON")).toEqual({
    message: 'duplicate name "\\u0061"',
    at: 19,
  });
  expect(await doubt('[{"a":1},{"a":2}]', "JSON")).toBe("valid");
  expect(await doubt("a: 1\nb: 2\na: 3\n", "YAML")).toMatchObject({ message: "duplicate name", at: 10 });
  expect(await doubt("\ufeff{}", "JSON")).toMatchObject({ at: 0 });
});

test("JSON lines are checked line by line, and a problem has its place in the whole text", async () => {
  expect(await placed('{"a":1}\n\n{"a":2}\r\n', "JSON lines")).toBe("valid");
  expect(await placed('{"a":1}\n{"a":}\n', "JSON lines")).toEqual({ line: 2, column: 6 });
});

test.each([
  ["XML", `${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}`],
  ["YAML", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["TOML", `a = ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
] as const)("%s nested 20,000 levels deep is never called wrong", async (format, text) => {
  // Whether a parser can follow depends on the stack that it is given; that it fails the page does not.
  expect(["valid", "too-deep"]).toContain((await checkFormat(text, format)).kind);
});

test("an edit breaks a format only where the text was valid before", async () => {
  expect(await findBrokenFormat('{"a": 1}', '{"a" 1}', "JSON")).toEqual({ message: "expected :", at: 5 });
  expect(await findBrokenFormat('{"a" 1}', '{"a" 2}', "JSON")).toBeUndefined();
  expect(await findBrokenFormat("words", "more words", "plain")).toBeUndefined();
});

test("what is too large to be checked is said, not called valid", async () => {
  expect(await checkFormat("a: 1\n".repeat(100_000), "YAML")).toMatchObject({ kind: "too-large" });
});
