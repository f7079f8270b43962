import { expect, it } from "vitest";
import { createRandom } from "./random.ts";

it("gives the same sequence for the same seed, and another for another", () => {
  const first = createRandom(7).hex(32);
  expect(createRandom(7).hex(32)).toBe(first);
  expect(createRandom(8).hex(32)).not.toBe(first);
});

it("stays below its limit and reaches every number under it", () => {
  const random = createRandom(1);
  const seen = new Set(Array.from({ length: 500 }, () => random.below(6)));
  expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

it("gives bytes and letters of the length asked for", () => {
  const random = createRandom(2);
  expect(random.bytes(64)).toHaveLength(64);
  expect(random.suffix(5)).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{5}$/);
});
