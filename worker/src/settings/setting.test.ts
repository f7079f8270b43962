import { describe, expect, test } from "vitest";
import { brokenSetting, parseAccessToken, parseCount, parseFlag, splitList } from "./setting.ts";

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
  expect(() => parseFlag("READ_ONLY", text)).toThrow("Invalid server setting READ_ONLY");
});

test.each([
  ["", 6],
  [" 1 ", 1],
  ["1000", 1000],
])("the count %j is %i", (text, count) => {
  expect(parseCount("MAX_WATCHES", text, 1, 1000, 6)).toBe(count);
});

test.each(["0", "1001", "-1", "1.5", "0x10", "1e2", "many"])("the count %j is refused", (text) => {
  expect(() => parseCount("MAX_WATCHES", text, 1, 1000, 6)).toThrow(
    "Invalid server setting MAX_WATCHES: it must be a whole number from 1 to 1000",
  );
});

test("a broken setting is a failure of the server", () => {
  expect(brokenSetting("X", "why").failure).toEqual({
    kind: "internal",
    message: "Invalid server setting X: why",
  });
});

describe("the access token", () => {
  const token = "planted-token-0123456789";

  test("is no token where it is empty", () => {
    expect(parseAccessToken(" ")).toBeUndefined();
  });

  test("is the token without white space around it", () => {
    expect(parseAccessToken(` ${token}\n`)).toBe(token);
  });

  test.each(["short", "with white space in it", "ümlaut-0123456789"])("may not be “%s”, and is not quoted", (text) => {
    expect(() => parseAccessToken(text)).toThrow(/^Invalid server setting ACCESS_TOKEN: it must have/);
    expect(() => parseAccessToken(text)).not.toThrow(text);
  });
});
