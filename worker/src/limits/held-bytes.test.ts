import { expect, test } from "vitest";
import { HeldBytes } from "./held-bytes.ts";

test("shares are taken while there is room, and again once one was given back or forgotten", () => {
  const clock = { ms: 0 };
  const held = new HeldBytes({ bytes: 10, looseMs: 100, slow: { bytes: 3, ms: 10 }, now: () => clock.ms });
  const share = held.take(6);
  expect(held.take(4)).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  share?.give();
  share?.give();
  expect(held.take(6)).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  clock.ms = 100;
  expect(held.take(10)).toBeDefined();
});

test("what is larger than all there is has it alone", () => {
  const held = new HeldBytes({ bytes: 10, looseMs: 100, slow: { bytes: 3, ms: 10 } });
  const share = held.take(50);
  expect(share).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  share?.give();
  expect(held.take(50)).toBeDefined();
});

test("a share is lost where hardly anything comes and others wait; not otherwise, and not once all has come", () => {
  const clock = { ms: 0 };
  const held = new HeldBytes({ bytes: 10, looseMs: 1000, slow: { bytes: 3, ms: 10 }, now: () => clock.ms });
  const [stalled, flowing, whole] = [held.take(3), held.take(3), held.take(3)];
  whole?.whole();
  clock.ms = 9;
  stalled?.came(2);
  flowing?.came(3);
  expect(held.take(3)).toBeUndefined();
  const lost = () => [stalled, flowing, whole].map((share) => share?.isLost);
  expect(lost()).toEqual([false, false, false]);
  clock.ms = 10;
  // Nobody waits: it may take its time.
  expect(lost()).toEqual([false, false, false]);
  expect(held.take(3)).toBeUndefined();
  expect(lost()).toEqual([true, false, false]);
  stalled?.give();
  expect(held.take(3)).toBeDefined();
});
