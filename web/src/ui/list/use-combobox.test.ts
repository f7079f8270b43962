import { expect, test } from "vitest";
import { stepMarked } from "./use-combobox.ts";

test.each([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 1, 1],
  ["ArrowUp", 0, -1],
  ["ArrowUp", -1, -1],
])("%s from option %i leads to %i of two, back to the field above the first", (key, marked, next) => {
  expect(stepMarked(key, { count: 2, marked, ends: "field" })).toBe(next);
});

test.each([
  ["ArrowDown", 2, 0],
  ["ArrowUp", 0, 2],
  ["ArrowUp", 2, 1],
])("or %s from option %i goes around to %i of three", (key, marked, next) => {
  expect(stepMarked(key, { count: 3, marked, ends: "around" })).toBe(next);
});

test("other keys and empty lists mark nothing", () => {
  expect(stepMarked("Enter", { count: 3, marked: 0, ends: "around" })).toBeUndefined();
  expect(stepMarked("ArrowDown", { count: 0, marked: -1, ends: "field" })).toBe(-1);
});
