import { expect, test } from "vitest";
import { moveInList } from "./move-in-list.ts";

test.each([
  ["ArrowDown", 4, 5],
  ["ArrowDown", 9, 9],
  ["ArrowUp", 4, 3],
  ["ArrowUp", 0, 0],
  ["PageDown", 4, 9],
  ["PageUp", 4, 0],
  ["Home", 4, 0],
  ["End", 4, 9],
  ["a", 4, undefined],
])("%s moves from row %i of ten to %s", (key, from, to) => {
  expect(moveInList(key, { at: from, marked: from }, 10, 6)).toBe(to);
});

test("an empty list stays where it is", () => {
  expect(moveInList("ArrowDown", { at: 0, marked: undefined }, 0, 6)).toBe(0);
});

test("where no row is marked, a step marks the one where moves start, and a leap goes on from there", () => {
  const nowhere = { at: 4, marked: undefined };
  expect(moveInList("ArrowDown", nowhere, 10, 3)).toBe(4);
  expect(moveInList("ArrowUp", nowhere, 10, 3)).toBe(4);
  expect(moveInList("PageDown", nowhere, 10, 3)).toBe(7);
});
