import { expect, test } from "vitest";
import { asRevision, int64 } from "../../model/int64.ts";
import type { ClockPair } from "./clock-pair.ts";
import { newestAt } from "./newest-at.ts";

const pair = (revision: number, byMs: number, more: Partial<ClockPair> = {}): ClockPair => ({
  revision: asRevision(int64(revision)),
  byMs,
  ...more,
});
const pairs = [
  pair(10, 1000, { newestAtMs: 2000 }),
  pair(20, 5000, { notBeforeMs: 4500, newestAtMs: 4900 }),
  pair(30, 9000),
];

test.each([
  // Seen before and after as the newest.
  [1500, { kind: "known", revision: "10" }],
  // Between what was there and what was written later.
  [3000, { kind: "between", revision: "10", upTo: "19" }],
  // Nothing tells when 21 to 30 were written, but 30 was there by 9 s.
  [6000, { kind: "between", revision: "20", upTo: "30" }],
  [9500, { kind: "between", revision: "30", upTo: "30" }],
  [500, { kind: "unknown", sinceMs: 1000 }],
])("at %i ms tells no more than is known", (ms, expected) => {
  expect(newestAt(pairs, ms)).toEqual(expected);
});

test("knows nothing where nothing was seen", () => {
  expect(newestAt([], 1000)).toEqual({ kind: "unknown" });
});
