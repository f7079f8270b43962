import { expect, test } from "vitest";
import { formatMoment, formatMs, formatSpan } from "./time-text.ts";

test.each([
  [0, "0 s"],
  [59_400, "59 s"],
  [59_500, "1 min"],
  [60_000, "1 min"],
  [3_599_000, "59 min"],
  [3_600_000, "1 h"],
  [7_500_000, "2 h 5 min"],
  [86_400_000, "1 d"],
  [12 * 86_400_000 + 3_600_000, "12 d"],
  [-5, "0 s"],
])("a span of %i ms is %s", (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test("a moment has its day where that is not today, and seconds on request", () => {
  const now = new Date(2026, 10, 30, 0, 5).getTime();
  expect(formatMoment(new Date(2026, 10, 30, 0, 4, 9).getTime(), now)).toBe("00:04");
  expect(formatMoment(new Date(2026, 10, 30, 0, 4, 9).getTime(), now, true)).toBe("00:04:09");
  expect(formatMoment(new Date(2026, 10, 29, 23, 58).getTime(), now)).toBe("29 Nov, 23:58");
});

test("short times are written with as many digits as they deserve", () => {
  expect([0, 9.42, 250, 999.6, 1000, 2190, 5000, 61_000].map(formatMs)).toEqual([
    "0 ms",
    "9.4 ms",
    "250 ms",
    "1000 ms",
    "1 s",
    "2.2 s",
    "5 s",
    "61 s",
  ]);
});
