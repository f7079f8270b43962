import { expect, test } from "vitest";
import { parseAt } from "./at.ts";

test.each([
  ["1", "1"],
  ["007", "7"],
  ["9223372036854775807", "9223372036854775807"],
])("%s is a revision that can be looked at", (text, revision) => {
  expect(parseAt(text)).toBe(revision);
});

test.each(["0", "", "-1", "+1", "1.5", "1e3", "0x10", "live", " 1", "9223372036854775808", "99999999999999999999999"])(
  "“%s” is none",
  (text) => {
    expect(parseAt(text)).toBeUndefined();
  },
);
