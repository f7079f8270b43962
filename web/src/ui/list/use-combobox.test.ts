import { expect, test } from "vitest";
import { markedOption, stepMarked } from "./use-combobox.ts";

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

test("a mark stays on its option when others come and go; where that is gone, Enter takes none", () => {
  const mark = { id: "b", at: 1 };
  for (const ends of ["field", "around"] as const) {
    expect(markedOption(mark, { ids: ["a", "b"], ends })).toBe(1);
    expect(markedOption(mark, { ids: ["0", "a", "b"], ends })).toBe(2);
    expect(markedOption(mark, { ids: ["a", "c"], ends })).toBe(-1);
  }
  expect(stepMarked("ArrowUp", { count: 3, marked: -1, ends: "around" })).toBe(2);
});

test("before one is marked, Enter takes the first of a list that goes around, and else what is typed", () => {
  expect(markedOption(undefined, { ids: ["a", "b"], ends: "around" })).toBe(0);
  expect(markedOption(undefined, { ids: ["a", "b"], ends: "field" })).toBe(-1);
  expect(markedOption(undefined, { ids: [], ends: "around" })).toBe(-1);
});

test("other keys and empty lists mark nothing", () => {
  expect(stepMarked("Enter", { count: 3, marked: 0, ends: "around" })).toBeUndefined();
  expect(stepMarked("ArrowDown", { count: 0, marked: -1, ends: "field" })).toBe(-1);
});
