import { expect, test } from "vitest";
import { checkFormat, checkXml } from "./format-check.ts";
import { placeOf } from "./text-place.ts";

const placed = async (text: string, format: "JSON" | "YAML" | "TOML") => {
  const result = await checkFormat(text, format);
  return result.kind === "wrong" ? placeOf(text, result.problem.at) : result.kind;
};

test("what is valid is so, numbers of any size included", async () => {
  expect(await placed('{"a":12345678901234567890}', "JSON")).toBe("valid");
  expect(await placed("a = 9223372036854775807\n[b]\nc = 1979-05-27\n", "TOML")).toBe("valid");
  expect(await placed("a: 1\n", "YAML")).toBe("valid");
});

test("what is wrong has a line and a column", async () => {
  expect(await placed('{\n  "a": tru\n}', "JSON")).toEqual({ line: 2, column: 8 });
  expect(await placed("a = 1\nb = \n", "TOML")).toMatchObject({ line: 2 });
  expect(await placed("a: 1\n  b: 2\n", "YAML")).toMatchObject({ line: expect.any(Number) });
});

test("what is too large to be checked is said, not called valid", async () => {
  expect(await checkFormat("a: 1\n".repeat(100_000), "YAML")).toMatchObject({ kind: "too-large" });
});

test("XML's complaints are read as Chromium and Firefox spell them", () => {
  const text = "<a>\n<b></a>";
  expect(
    checkXml(
      text,
      () =>
        "This page contains the following errors:error on line 2 at column 8: Opening and ending tag mismatch: b line 2 and a\nBelow",
    ),
  ).toEqual({ at: 11, message: "Opening and ending tag mismatch: b line 2 and a" });
  expect(
    checkXml(
      text,
      () =>
        "XML Parsing Error: mismatched tag. Expected: </b>.\nLocation: about:blank\nLine Number 2, Column 6:<b></a>",
    ),
  ).toEqual({ at: 9, message: "mismatched tag. Expected: </b>." });
  expect(checkXml(text, () => undefined)).toBeUndefined();
});
