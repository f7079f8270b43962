import { expect, test } from "vitest";
import { stepTo } from "./menu-items.tsx";

const names = ["Open", "Copy key", "Copy value", "Delete"];

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 3, 0],
  ["ArrowUp", 0, 3],
  ["ArrowUp", 2, 1],
  ["ArrowUp", -1, 3],
  ["Home", 2, 0],
  ["End", 0, 3],
  ["c", 0, 1],
  ["C", 1, 2],
  ["c", 2, 1],
  ["o", 0, 0],
  ["x", 1, undefined],
  [" ", 1, undefined],
  ["Tab", 1, undefined],
])("%s from item %i of four leads to %s", (key, at, next) => {
  expect(stepTo(key, at, names)).toBe(next);
});
