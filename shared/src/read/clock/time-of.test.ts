import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asRevision, int64, type Revision } from "../../model/int64.ts";
import { applySighting } from "./apply-sighting.ts";
import type { ClockPair, Sighting } from "./clock-pair.ts";
import { revisionAt, timeOf, type RevisionTime } from "./time-of.ts";

const start = Date.UTC(2026, 10, 30, 12);
const rev = (value: number): Revision => asRevision(int64(value));
const fold = (...sightings: readonly Sighting[]): readonly ClockPair[] =>
  sightings.reduce<readonly ClockPair[]>(applySighting, []);
const seen = (kind: Sighting["kind"], revision: number, fromMs: number, toMs = fromMs + 10): Sighting => ({
  kind,
  revision: rev(revision),
  fromMs: start + fromMs,
  toMs: start + toMs,
});

describe("the time of a revision", () => {
  test("of one's own write is known", () => {
    expect(timeOf(fold(seen("write", 5, 0, 40)), rev(5))).toEqual({ kind: "known", ms: start + 40 });
  });

  test("of a change that a watch delivered is that of its arrival", () => {
    const pairs = fold(seen("read", 4, 0), seen("live", 5, 600_000, 600_000));
    expect(timeOf(pairs, rev(5))).toEqual({ kind: "known", ms: start + 600_000 });
  });

  test("between two reads a few seconds apart is known", () => {
    expect(timeOf(fold(seen("read", 4, 0, 0), seen("read", 8, 4000, 4000)), rev(6))).toEqual({
      kind: "known",
      ms: start + 2000,
    });
  });

  test("between two reads some minutes apart is guessed, with its bounds", () => {
    expect(timeOf(fold(seen("read", 100, 0, 0), seen("read", 200, 600_000, 600_000)), rev(125))).toEqual({
      kind: "about",
      ms: start + 150_000,
      afterMs: start,
      beforeMs: start + 600_000,
    });
  });

  test("over a night is not guessed", () => {
    const night = 9 * 3_600_000;
    expect(timeOf(fold(seen("read", 100, 0), seen("read", 200, night, night)), rev(150))).toEqual({
      kind: "unknown",
      afterMs: start,
      beforeMs: start + night,
    });
  });

  test("before and after all that was seen has one bound, and none where nothing was seen", () => {
    const pairs = fold(seen("read", 100, 0, 10));
    expect(timeOf(pairs, rev(100))).toEqual({ kind: "unknown", beforeMs: start + 10 });
    expect(timeOf(pairs, rev(101))).toEqual({ kind: "unknown", afterMs: start });
    expect(timeOf([], rev(101))).toEqual({ kind: "unknown" });
  });

  test("does not trust a member's own answer to have been the newest", () => {
    const pairs = fold(seen("stale", 100, 0), seen("read", 200, 4000));
    expect(timeOf(pairs, rev(150))).toEqual({ kind: "unknown", beforeMs: start + 4010 });
  });

  test("uses when a revision was first seen, and until when it was the newest", () => {
    const pairs = fold(seen("write", 7, 0, 10), seen("read", 7, 1_000_000), seen("read", 8, 1_001_000));
    expect(timeOf(pairs, rev(7))).toEqual({ kind: "known", ms: start + 10 });
    expect(timeOf(pairs, rev(8))).toEqual({ kind: "known", ms: start + 1_001_010 });
  });
});

describe("the revision at a moment", () => {
  const pairs = fold(seen("read", 100, 0, 10), seen("read", 100, 60_000), seen("read", 200, 120_000));

  test("is the newest that was there for certain", () => {
    expect(revisionAt(pairs, start + 30_000)).toEqual({ revision: rev(100), sinceMs: start + 30_000 });
    expect(revisionAt(pairs, start + 90_000)).toEqual({ revision: rev(100), sinceMs: start + 60_000 });
    expect(revisionAt(pairs, start + 120_010)).toEqual({ revision: rev(200), sinceMs: start + 120_000 });
  });

  test("is not known before anything was seen", () => {
    expect(revisionAt(pairs, start - 1)).toBeUndefined();
    expect(revisionAt([], start)).toBeUndefined();
  });
});

/** A cluster whose revision `n + 1` was written `times[n]` after the start, and sightings that are true of it. */
const truth = fc
  .array(fc.integer({ min: 0, max: 200_000 }), { minLength: 1, maxLength: 60 })
  .map((gaps) => gaps.reduce<number[]>((times, gap) => [...times, (times.at(-1) ?? 0) + gap], []))
  .chain((times) => {
    const end = (times.at(-1) ?? 0) + 100_000;
    const newestAt = (ms: number) => times.findLastIndex((time) => time <= ms) + 1;
    const sighting = fc
      .record({
        atMs: fc.integer({ min: times[0] ?? 0, max: end }),
        beforeMs: fc.integer({ min: 0, max: 3000 }),
        tookMs: fc.integer({ min: 0, max: 20_000 }),
        kind: fc.constantFrom("read", "write", "stale", "live"),
        lag: fc.integer({ min: 0, max: 10 }),
      })
      .map(({ atMs, beforeMs, tookMs, kind, lag }): Sighting => {
        const newest = newestAt(atMs);
        const wroteMs = times[newest - 1] ?? 0;
        if (kind === "write") return seen("write", newest, wroteMs - beforeMs, wroteMs + tookMs);
        if (kind === "live") return seen("live", newest, 0, wroteMs + Math.min(tookMs, 1900));
        const revision = kind === "stale" ? Math.max(1, newest - lag) : newest;
        return seen(kind, revision, atMs - beforeMs, atMs + tookMs);
      });
    return fc.tuple(fc.constant(times), fc.array(sighting, { maxLength: 80 }));
  });

function isTrue(time: RevisionTime, atMs: number): boolean {
  if (time.kind === "known") return Math.abs(time.ms - atMs) <= 5000;
  const isWithin = (ms: number) => (time.afterMs ?? ms) <= ms && (time.beforeMs ?? ms) >= ms;
  return isWithin(atMs) && (time.kind === "unknown" || isWithin(time.ms));
}

test("what is said of a time is true, in whatever order the answers came", () => {
  fc.assert(
    fc.property(truth, ([times, sightings]) => {
      const pairs = fold(...sightings);
      for (const [index, wroteMs] of times.entries())
        expect(isTrue(timeOf(pairs, rev(index + 1)), start + wroteMs)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("later revisions are never said to be older, and reading on from a moment misses nothing", () => {
  fc.assert(
    fc.property(truth, fc.nat(5_000_000), ([times, sightings], afterMs) => {
      const pairs = fold(...sightings);
      const known = times
        .map((_, index) => timeOf(pairs, rev(index + 1)))
        .flatMap((time) => (time.kind === "unknown" ? [] : [time.ms]));
      expect(known).toEqual(known.toSorted((a, b) => a - b));
      const found = revisionAt(pairs, start + afterMs);
      const wroteMs = (revision: number, otherwise: number) => start + (times[revision - 1] ?? otherwise);
      const newest = Number(found?.revision ?? 1);
      expect(found === undefined || wroteMs(newest, Number.POSITIVE_INFINITY) <= start + afterMs).toBe(true);
      expect(wroteMs(newest + 1, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(found?.sinceMs ?? 0);
    }),
    { numRuns: 500 },
  );
});
