import { expect, test } from "vitest";
import { moveInRows } from "./row-moves.ts";

const press = (key: string, marked: number | undefined, shift = false) =>
  moveInRows(10, { at: marked ?? 4, marked }, { key, shift }, 3);

test("arrows, pages and ends move the mark; with Shift what lies in between is selected", () => {
  expect(press("ArrowDown", 4)).toEqual({ kind: "mark", at: 5, extends: false });
  expect(press("PageUp", 4, true)).toEqual({ kind: "mark", at: 1, extends: true });
});

test("Enter is about the marked row, and Space selects it", () => {
  expect(press("Enter", 4)).toEqual({ kind: "activate", at: 4 });
  expect(press(" ", 4)).toEqual({ kind: "select", at: 4 });
});

test("where no row is marked nothing is done to one: Enter is about what is open, Space marks", () => {
  expect(press("Enter", undefined)).toEqual({ kind: "enter-open" });
  expect(press(" ", undefined)).toEqual({ kind: "mark", at: 4, extends: false });
});

test("letters and an empty list are not for it", () => {
  expect(press("a", 4)).toBeUndefined();
  expect(moveInRows(0, { at: 0, marked: undefined }, { key: "Enter", shift: false }, 3)).toBeUndefined();
});
