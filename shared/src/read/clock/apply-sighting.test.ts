import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asRevision, compareInt64, int64 } from "../../model/int64.ts";
import { applySighting } from "./apply-sighting.ts";
import { contradict, type ClockPair, type Sighting } from "./clock-pair.ts";
import { keptPairs } from "./thin-pairs.ts";

const start = Date.UTC(2026, 10, 30, 12);
const seen = (kind: Sighting["kind"], revision: number, fromMs: number, toMs = fromMs + 10): Sighting => ({
  kind,
  revision: asRevision(int64(revision)),
  fromMs: start + fromMs,
  toMs: start + toMs,
});
const fold = (sightings: readonly Sighting[]) => sightings.reduce<readonly ClockPair[]>(applySighting, []);
const revisionsOf = (pairs: readonly ClockPair[]) => pairs.map(({ revision }) => Number(revision));

describe("where two sightings cannot both be true", () => {
  test("a cluster restored from a snapshot loses the times of what came after it", () => {
    const before = [seen("read", 100, 0), seen("read", 500, 60_000), seen("read", 900, 120_000)];
    expect(revisionsOf(fold([...before, seen("read", 500, 180_000)]))).toEqual([100, 500]);
    expect(revisionsOf(fold([...before, seen("read", 400, 180_000)]))).toEqual([100, 400]);
  });

  test("a clock that was set back loses what it said before", () => {
    const wrong = [seen("read", 100, 0), seen("read", 200, 3_600_000)];
    expect(revisionsOf(fold([...wrong, seen("read", 300, 60_000)]))).toEqual([100, 300]);
  });

  test("a watch of a member that is behind changes nothing", () => {
    const before = fold([seen("read", 100, 0), seen("read", 200, 60_000)]);
    expect(applySighting(before, seen("live", 150, 90_000))).toBe(before);
  });

  test("an old answer of a member that is behind is no contradiction", () => {
    const before = fold([seen("read", 100, 0), seen("read", 200, 60_000)]);
    expect(revisionsOf(applySighting(before, seen("stale", 150, 90_000)))).toEqual([100, 150, 200]);
  });
});

test("an answer during which the clock was set back, or before it was set, says nothing", () => {
  expect(fold([seen("read", 5, 1000, 0), { ...seen("read", 5, 0), fromMs: 1000, toMs: 2000 }])).toEqual([]);
});

test("many answers a second leave one pair in two seconds", () => {
  const pairs = fold(Array.from({ length: 1000 }, (_, index) => seen("read", index + 1, index * 20)));
  expect(pairs.length).toBeLessThan(14);
  expect(pairs.at(-1)?.revision).toBe("1000");
});

test("the number of pairs is bounded: exact at the end, and spread over the whole time", () => {
  const hour = 3_600_000;
  const pairs = fold(Array.from({ length: 4000 }, (_, index) => seen("read", index + 1, index * 30_000)));
  expect(pairs.length).toBeLessThanOrEqual(keptPairs);
  const gaps = pairs.slice(1).map((pair, index) => pair.byMs - (pairs[index]?.byMs ?? 0));
  expect(Math.max(...gaps.slice(-50))).toBeLessThan(120_000);
  expect(Math.max(...gaps)).toBeLessThan(hour);
});

test("what is older than three months goes", () => {
  const day = 86_400_000;
  const pairs = fold([seen("read", 1, 0), seen("read", 2, 50 * day), seen("read", 3, 100 * day)]);
  expect(revisionsOf(pairs)).toEqual([2, 3]);
});

test("whatever is seen, the pairs stay in order and consistent", () => {
  const any = fc.record({
    kind: fc.constantFrom("read", "write", "stale", "live"),
    revision: fc.integer({ min: 1, max: 30 }),
    fromMs: fc.integer({ min: -100_000, max: 100_000 }),
    tookMs: fc.integer({ min: -10, max: 1000 }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40 }), (all) => {
      const pairs = fold(
        all.map(({ kind, revision, fromMs, tookMs }) => seen(kind, revision, fromMs, fromMs + tookMs)),
      );
      for (const [index, pair] of pairs.entries()) {
        for (const other of pairs.slice(index + 1)) {
          expect(compareInt64(pair.revision, other.revision)).toBeLessThan(0);
          expect(contradict(pair, other)).toBe(false);
        }
      }
    }),
    { numRuns: 500 },
  );
});
