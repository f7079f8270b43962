import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { noteTraffic, useLiveTraffic } from "./traffic.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("adds up what came for each connection, and tells a few times a second however much comes", () => {
  const told = vi.fn<() => void>();
  const leave = useLiveTraffic.subscribe(told);
  for (let each = 0; each < 1000; each++) noteTraffic("a", 100, 2);
  noteTraffic("b", 5, 1);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(250);
  expect(told).toHaveBeenCalledTimes(1);
  noteTraffic("a", 0, 0);
  vi.advanceTimersByTime(250);
  expect(useLiveTraffic.getState()).toEqual({
    a: { watches: 0, receivedBytes: 100_000 },
    b: { watches: 1, receivedBytes: 5 },
  });
  leave();
});
