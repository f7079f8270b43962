import { expect, test } from "vitest";
import { formatCount, formatDuration, formatKeyCount } from "./format.ts";

test("durations as exact as they are worth", () => {
  expect([0.54, 3.2, 412.4, 1400].map(formatDuration)).toEqual(["0.5 ms", "3.2 ms", "412 ms", "1.4 s"]);
});

test("one key, more keys", () => {
  expect([formatCount("1", "key", "keys"), formatCount("1,000", "key", "keys")]).toEqual(["1 key", "1,000 keys"]);
  expect([0, 1, 1000].map(formatKeyCount)).toEqual(["0 keys", "1 key", "1,000 keys"]);
});
