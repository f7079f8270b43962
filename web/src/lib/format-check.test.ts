import { expect, test } from "vitest";
import { checkFormat, type CheckedFormat } from "./format-check.ts";
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

test("what is too large to be checked is said, not called valid", async () => {
  expect(await checkFormat("a: 1\n".repeat(100_000), "YAML")).toMatchObject({ kind: "too-large" });
});
