import { expect, test } from "vitest";
import { brokenSetting, parseFlag, splitList } from "./setting.ts";

test("a list is split at commas, without white space and empty members", () => {
  expect(splitList(" a, b:1 ,,c ")).toEqual(["a", "b:1", "c"]);
  expect(splitList("")).toEqual([]);
});

test.each([
  ["true", true],
  [" TRUE ", true],
  ["1", true],
  ["false", false],
  ["0", false],
  ["", false],
])("the flag %j is %s", (text, flag) => {
  expect(parseFlag("READ_ONLY", text)).toBe(flag);
});

test.each(["yes", "on", "ture"])("the flag %j is refused instead of being taken for false", (text) => {
  expect(() => parseFlag("READ_ONLY", text)).toThrow("setting READ_ONLY cannot be used");
});

test("a broken setting is a failure of the server", () => {
  expect(brokenSetting("X", "why").failure).toEqual({
    kind: "internal",
    message: "The server's setting X cannot be used: why",
  });
});
