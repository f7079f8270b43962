import { expect, test } from "vitest";
import { asRevision, int64 } from "../../model/int64.ts";
import { timeBetween, withInferred } from "./inferred-time.ts";
import type { RevisionTime } from "./time-of.ts";

const hour = 3_600_000;
const write = (revision: number, ms: number) => ({ revision: asRevision(int64(revision)), ms });
const inferred: RevisionTime = { kind: "about", ms: 105, afterMs: 100, beforeMs: 140 };

test.each<[RevisionTime, RevisionTime]>([
  [{ kind: "unknown" }, inferred],
  [
    { kind: "unknown", beforeMs: 120 },
    { kind: "about", ms: 105, afterMs: 100, beforeMs: 120 },
  ],
  [
    { kind: "unknown", afterMs: 110 },
    { kind: "about", ms: 110, afterMs: 110, beforeMs: 140 },
  ],
  [
    { kind: "about", ms: 60, afterMs: 20, beforeMs: 103 },
    { kind: "about", ms: 103, afterMs: 100, beforeMs: 103 },
  ],
  [
    { kind: "unknown", afterMs: 500 },
    { kind: "unknown", afterMs: 500 },
  ],
  [
    { kind: "known", ms: 7 },
    { kind: "known", ms: 7 },
  ],
])("what was seen as %j is told as %j", (seen, told) => {
  expect(withInferred(seen, inferred)).toEqual(told);
  expect(withInferred(seen, { kind: "unknown" })).toEqual(seen);
});

test("a bound from long ago says nothing", () => {
  const seen: RevisionTime = { kind: "unknown", beforeMs: 10 * hour };
  expect(withInferred(seen, { kind: "unknown", afterMs: hour })).toEqual(seen);
});

test("two bounds from different sources are a time where they are near", () => {
  expect(withInferred({ kind: "unknown", beforeMs: 200 }, { kind: "unknown", afterMs: 100 })).toEqual({
    kind: "about",
    ms: 150,
    afterMs: 100,
    beforeMs: 200,
  });
});

test("dated writes around a revision give its time, give or take their clocks", () => {
  expect(timeBetween(asRevision(int64(150)), write(100, 50_000), write(200, 60_000))).toEqual({
    kind: "about",
    ms: 55_000,
    afterMs: 45_000,
    beforeMs: 65_000,
  });
});

test("nothing is guessed where the cluster stood still, or where only one side is known", () => {
  const at = asRevision(int64(150));
  expect(timeBetween(at, write(100, hour), write(200, 10 * hour))).toEqual({
    kind: "unknown",
    afterMs: hour - 5000,
    beforeMs: 10 * hour + 5000,
  });
  expect(timeBetween(at, write(100, hour), undefined)).toEqual({ kind: "unknown", afterMs: hour - 5000 });
  expect(timeBetween(at, undefined, undefined)).toEqual({ kind: "unknown" });
});
