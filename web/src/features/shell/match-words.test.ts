import { expect, test } from "vitest";
import { fitOf } from "./match-words.ts";

test("a title fits by words in any order and case, best where they begin words of it", () => {
  expect(fitOf("Refresh key", "KEY refr")).toBe(0);
  expect(fitOf("Refresh key", "KEY fresh")).toBe(1);
  expect(fitOf("Refresh key", "key delete")).toBeUndefined();
  expect(fitOf("Refresh key", "")).toBe(0);
});

test("other words for it count less, and so do its letters in their order", () => {
  expect(fitOf("Defragment members…", "defrag", "space")).toBe(0);
  expect(fitOf("Save snapshot", "backup", "backup dump")).toBe(2);
  expect(fitOf("Save snapshot", "back sna", "backup dump")).toBe(2);
  expect(fitOf("Format value", "frmt")).toBe(3);
  expect(fitOf("Format value", "fmtvl")).toBe(3);
  expect(fitOf("Format value", "tmf")).toBeUndefined();
  expect(fitOf("Format value", "fx")).toBeUndefined();
});
