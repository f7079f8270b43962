import { describe, expect, test } from "vitest";
import { applyLatency, latencyHoldMs, longestGapMs, type Latency, type LatencyLook } from "./latency.ts";

const limit = { limitMs: 10, failingMs: 1000, leastCount: 100 };
const fold = (looks: readonly LatencyLook[], from?: Latency) =>
  looks.reduce<Latency | undefined>((state, look) => applyLatency(state, look, limit), from);
const every = (fromMs: number, toMs: number, stepMs: number, p99Ms: number, count = 100): LatencyLook[] =>
  Array.from({ length: Math.floor((toMs - fromMs) / stepMs) + 1 }, (_, at) => ({
    atMs: fromMs + at * stepMs,
    count,
    p99Ms,
  }));

describe("a latency counts as slow", () => {
  test("once it has been beyond its limit for as long as it is held, and not a moment earlier", () => {
    const looks = every(0, latencyHoldMs - 1000, 1000, 10.1);
    expect(fold(looks)).toMatchObject({ slow: false, turningSinceMs: 0 });
    expect(fold([...looks, { atMs: latencyHoldMs - 1, count: 100, p99Ms: 10.1 }])?.slow).toBe(false);
    expect(fold([...looks, { atMs: latencyHoldMs, count: 100, p99Ms: 10.1 }])?.slow).toBe(true);
  });

  test("above its limit, and not at it", () => {
    for (const [p99Ms, slow] of [
      [9.9, false],
      [10, false],
      [10.1, true],
    ] as const) {
      expect(fold(every(0, latencyHoldMs, 5000, p99Ms))?.slow).toBe(slow);
    }
  });

  test("only of as many measurements as say something", () => {
    for (const [count, slow] of [
      [99, false],
      [100, true],
      [101, true],
    ] as const) {
      expect(fold(every(0, latencyHoldMs, 5000, 500, count))?.slow).toBe(slow);
    }
  });

  test("not for a burst that one good look ends", () => {
    const burst = every(0, latencyHoldMs - 1000, 1000, 500);
    const good = { atMs: latencyHoldMs - 500, count: 100, p99Ms: 1 };
    const after = every(latencyHoldMs, 2 * latencyHoldMs - 1000, 1000, 500);
    const state = fold([...burst, good, ...after]);
    expect(state).toMatchObject({ slow: false, turningSinceMs: latencyHoldMs });
  });

  test("not by two looks with a break between, in which nobody looked", () => {
    expect(fold(every(0, 2 * longestGapMs, longestGapMs, 500))?.slow).toBe(true);
    const longer = longestGapMs + 1;
    expect(fold(every(0, 2 * longer, longer, 500))).toMatchObject({ slow: false, turningSinceMs: 2 * longer });
  });
});

describe("what was slow", () => {
  const slow = fold(every(0, latencyHoldMs, 5000, 500));
  const at = latencyHoldMs;

  test("is well once it has been so for as long", () => {
    expect(fold(every(at + 5000, at + latencyHoldMs, 5000, 1), slow)).toMatchObject({ slow: true });
    expect(fold(every(at + 5000, at + 5000 + latencyHoldMs, 5000, 1), slow)).toMatchObject({ slow: false });
  });

  test("and is hardly measured any more keeps its last figure until then", () => {
    const quiet = every(at + 5000, at + 10_000, 5000, 2, 3);
    expect(fold(quiet, slow)).toMatchObject({ slow: true, p99Ms: 500, count: 3 });
    expect(fold(every(at + 5000, at + 5000 + latencyHoldMs, 5000, 2, 3), slow)?.slow).toBe(false);
  });
});

test("one or two slow fsyncs in a quiet minute change nothing, however long one looks", () => {
  // Three writes a second: 360 in two minutes, of which two take 40 ms; in the quietest minutes there are twenty.
  const looks = every(0, 60 * 60_000, 5000, 4).map((look, index) =>
    index % 12 < 6 ? look : { ...look, count: 20, p99Ms: 40 },
  );
  let state: Latency | undefined;
  for (const look of looks) {
    state = applyLatency(state, look, limit);
    expect(state.slow).toBe(false);
  }
});

test("what is slow tells when the looks began that made it so, until it is well", () => {
  const slow = fold(every(1000, 1000 + latencyHoldMs, 5000, 500));
  expect(slow).toMatchObject({ slow: true, slowSinceMs: 1000 });
  const from = 1000 + latencyHoldMs;
  const again = fold(every(from + 5000, from + 60_000, 5000, 1), slow);
  expect(again).toMatchObject({ slow: true, slowSinceMs: 1000 });
  const well = fold(every(from + 5000, from + 5000 + latencyHoldMs, 5000, 1), slow);
  expect(well?.slow).toBe(false);
  expect(well).not.toHaveProperty("slowSinceMs");
});
