import { expect, test } from "vitest";
import { chooseBetween, nothingChosen, toggleAll, toggleChoice } from "./choice.ts";

test("a difference is selected and deselected by the same key", () => {
  const once = toggleChoice(nothingChosen, 3);
  expect([...once]).toEqual([3]);
  expect(toggleChoice(once, 3).size).toBe(0);
  expect(nothingChosen.size).toBe(0);
});

test("all that are shown are selected first, and deselected once they all are; others stay", () => {
  const some = toggleChoice(toggleChoice(nothingChosen, 1), 9);
  const all = toggleAll(some, [1, 2, 3]);
  expect([...all].toSorted((one, other) => one - other)).toEqual([1, 2, 3, 9]);
  expect([...toggleAll(all, [1, 2, 3])]).toEqual([9]);
});

test("a range selects shown rows alone, in either direction", () => {
  const shown = [4, 7, 9, 12];
  expect([...chooseBetween(nothingChosen, shown, 2, 0)]).toEqual([4, 7, 9]);
  expect([...chooseBetween(new Set([1]), shown, 3, 9)]).toEqual([1, 12]);
});
