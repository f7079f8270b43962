import { Text } from "@codemirror/state";
import { expect, test } from "vitest";
import { asCharacters, lineOffsets } from "./hex-columns.ts";

test("each line has its offset, also while lines are longer or shorter than others", () => {
  expect(lineOffsets(Text.of(["67 72 c3", "", "bc 6", "5 0a", "ff"]))).toEqual([0, 3, 3, 4, 6]);
});

test("a line is shown as its characters once its bytes are whole", () => {
  expect(asCharacters("67 72 C3 bc 20 7e 7f 00")).toBe("gr·· ~··");
  for (const line of ["", "  ", "6", "67 7", "zz"]) expect(asCharacters(line)).toBe("");
});
