import fc from "fast-check";
import { expect, test } from "vitest";
import { bearable, collectMs, LoadMeter } from "./load-meter.ts";

/** A minute of so many events and bytes a second: when it was too much, and how long the rest was to be. */
function run(meter: LoadMeter, events: number, bytes: number, fromMs = 0, seconds = 60) {
  for (let atMs = fromMs; atMs < fromMs + seconds * 1000; atMs += 100) {
    meter.note(events / 10, bytes / 10, atMs);
    const restMs = meter.restFor(atMs);
    if (restMs !== undefined) return { afterMs: atMs - fromMs, restMs };
  }
  return undefined;
}

test("a thousand small writes a second are bearable, and so is a short burst", () => {
  expect(run(new LoadMeter(), 1000, 500_000)).toBeUndefined();
  const meter = new LoadMeter();
  meter.note(5000, 1_000_000, 0);
  expect(meter.restFor(0)).toBeUndefined();
});

test.each([
  ["too many events", 3 * bearable.eventsPerSecond, 0],
  ["too many bytes", 10, 3 * bearable.bytesPerSecond],
])("%s for some seconds are too much", (_, events, bytes) => {
  const busy = run(new LoadMeter(), events, bytes);
  expect(busy?.afterMs).toBeGreaterThanOrEqual(900);
  expect(busy?.afterMs).toBeLessThanOrEqual(3000);
  expect(busy?.restMs).toBe(30_000);
});

test("adds up what it was told within the last three seconds, whatever came and went", () => {
  const told = fc.record({
    waitMs: fc.oneof(fc.nat(30), fc.nat(4000)),
    events: fc.nat(4000),
    bytes: fc.nat(3_000_000),
  });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 80 }), fc.nat(4000), (all, lastMs) => {
      const meter = new LoadMeter();
      let since: { atMs: number; events: number; bytes: number }[] = [];
      let nowMs = 0;
      const sum = (part: "events" | "bytes") =>
        since.filter(({ atMs }) => atMs > nowMs - 3000).reduce((total, one) => total + one[part], 0);
      for (const { waitMs, events, bytes } of all) {
        nowMs += waitMs;
        meter.note(events, bytes, nowMs);
        since.push({ atMs: nowMs, events, bytes });
        const isTooMuch = sum("events") > 3 * bearable.eventsPerSecond || sum("bytes") > 3 * bearable.bytesPerSecond;
        expect(meter.restFor(nowMs) !== undefined).toBe(isTooMuch);
        if (isTooMuch) since = [];
      }
      nowMs += lastMs;
      expect(meter.eventsPerSecond(nowMs)).toBe(sum("events") / 3);
    }),
  );
});

test("where it stays too much, it is tried less and less often", () => {
  const meter = new LoadMeter();
  const rests: (number | undefined)[] = [];
  let atMs = 0;
  for (let step = 0; step < 6; step++) {
    const busy = run(meter, 10_000, 0, atMs);
    rests.push(busy?.restMs);
    atMs += (busy?.afterMs ?? 0) + (busy?.restMs ?? 0);
  }
  expect(rests).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  expect(run(meter, 10_000, 0, atMs + 3_600_000)?.restMs).toBe(30_000);
});

test("the more there are a second, the longer changes are collected", () => {
  expect([0, 20, 100, 1000].map(collectMs)).toEqual([30, 30, 100, 150]);
});
