import { expect, test } from "vitest";
import { HeldBytes } from "./held-bytes.ts";

test("shares are taken while there is room, and again once one was given back or forgotten", () => {
  const clock = { ms: 0 };
  const held = new HeldBytes({ bytes: 10, looseMs: 100, now: () => clock.ms });
  const give = held.take(6);
  expect(held.take(4)).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  give?.();
  give?.();
  expect(held.take(6)).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  clock.ms = 100;
  expect(held.take(10)).toBeDefined();
});

test("what is larger than all there is has it alone", () => {
  const held = new HeldBytes({ bytes: 10, looseMs: 100 });
  const give = held.take(50);
  expect(give).toBeDefined();
  expect(held.take(1)).toBeUndefined();
  give?.();
  expect(held.take(50)).toBeDefined();
});
