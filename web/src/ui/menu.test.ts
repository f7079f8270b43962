import { expect, test } from "vitest";
import { stepTo } from "./menu.tsx";

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 3, 0],
  ["ArrowUp", 0, 3],
  ["ArrowUp", 2, 1],
  ["Home", 2, 0],
  ["End", 0, 3],
  ["a", 1, undefined],
  ["Tab", 1, undefined],
])("%s from item %i of four leads to %s", (key, at, next) => {
  expect(stepTo(key, at, 4)).toBe(next);
});
