import fc from "fast-check";
import { expect, test } from "vitest";
import { changedPart, offsetOf, placeOf } from "./text-place.ts";

test("lines and columns count from 1", () => {
  expect(placeOf("ab\nc", 0)).toEqual({ line: 1, column: 1 });
  expect(placeOf("ab\nc", 3)).toEqual({ line: 2, column: 1 });
  expect(offsetOf("ab\nc", 2, 1)).toBe(3);
  expect(offsetOf("ab\nc", 9, 9)).toBe(4);
});

test("a place leads back to its offset", () => {
  const anyText = fc.string({ unit: fc.constantFrom("a", "\n", "\r"), maxLength: 30 });
  fc.assert(
    fc.property(anyText, fc.nat(30), (text, chosen) => {
      const at = Math.min(chosen, text.length);
      const { line, column } = placeOf(text, at);
      expect(offsetOf(text, line, column)).toBe(at);
    }),
  );
});

test("the changed part makes the one text of the other", () => {
  const anyText = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const { from, to, insert } = changedPart(before, after);
      expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
    }),
  );
  expect(changedPart("one two", "one and two")).toEqual({ from: 4, to: 4, insert: "and " });
});
