import { expect, test } from "vitest";
import { Pace } from "./pace.ts";

test("small pieces are read in goes, with a pause between that all answers share", () => {
  const clock = { ms: 1000 };
  const pace = new Pace({ pieces: 10, pauseMs: 3, now: () => clock.ms });
  expect(pace.pauseAfter(9)).toBe(0);
  expect([pace.pauseAfter(10), pace.pauseAfter(10), pace.pauseAfter(10)]).toEqual([3, 6, 9]);
  clock.ms = 1008;
  expect(pace.pauseAfter(10)).toBe(4);
  clock.ms = 2000;
  expect(pace.pauseAfter(10)).toBe(3);
});
