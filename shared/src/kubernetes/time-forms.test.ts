import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDuration, formatMoment, parseDuration, parseMoment } from "./time-forms.ts";

test("a moment is written as RFC 3339 and read back", () => {
  const seconds = fc.integer({ min: -62_135_596_799, max: 253_402_300_799 });
  fc.assert(
    fc.property(seconds, fc.integer({ min: 0, max: 999_999 }), (at, micros) => {
      const text = formatMoment({ seconds: at, micros }, true);
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(parseMoment(text ?? "")).toEqual({ seconds: at, micros });
    }),
  );
});

test("an offset is counted, and a day that there is not is no moment", () => {
  expect(parseMoment("2026-11-20T08:14:09+01:30")).toEqual(parseMoment("2026-11-20T06:44:09Z"));
  expect(parseMoment("2026-02-30T00:00:00Z")).toBeUndefined();
  expect(parseMoment("2026-11-20")).toBeUndefined();
  expect(formatMoment({ seconds: 253_402_300_800, micros: 0 }, false)).toBeUndefined();
});

test("a duration is written as Go writes it", () => {
  expect(
    ["0", "1", "1500", "250000000", "1500000000", "90000000000", "5400000000000", "-1000000001"].map((nanos) =>
      formatDuration(BigInt(nanos)),
    ),
  ).toEqual(["0s", "1ns", "1.5µs", "250ms", "1.5s", "1m30s", "1h30m0s", "-1.000000001s"]);
});

test("a duration is read back", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }), (nanos) => {
      expect(parseDuration(formatDuration(nanos))).toBe(nanos);
    }),
  );
  expect(parseDuration("1.5h")).toBe(5_400_000_000_000n);
  expect(parseDuration("90")).toBeUndefined();
});
