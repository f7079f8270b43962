import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atMostEvery } from "./at-most-every.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("runs at once, and what is wanted soon after runs once, later", () => {
  const atMs: number[] = [];
  const startedMs = Date.now();
  const ask = atMostEvery(100, () => void atMs.push(Date.now() - startedMs));
  for (let each = 0; each < 5; each++) {
    ask();
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(500);
  expect(atMs).toEqual([0, 100]);
  ask();
  expect(atMs).toEqual([0, 100, 550]);
});
