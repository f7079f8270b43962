import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffTexts, splitLines, type DiffLine } from "./line-diff.ts";

const anyText = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
const kinds = (before: string, after: string) => diffTexts(before, after)?.map(({ kind }) => kind);
const side = (lines: readonly DiffLine[] | undefined, gone: DiffLine["kind"]) =>
  lines?.filter((line) => line.kind !== gone).map((line) => line.text);

describe("a diff of lines", () => {
  test("holds every line of both texts, in order", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const lines = diffTexts(before, after);
        expect(side(lines, "added")).toEqual(splitLines(before));
        expect(side(lines, "removed")).toEqual(splitLines(after));
      }),
    );
  });

  test("numbers removed lines in the old text and the others in the new one", () => {
    expect(diffTexts("one\ntwo\nthree\n", "one\n2\nthree\n")).toEqual([
      { kind: "same", text: "one", number: 1 },
      { kind: "removed", text: "two", number: 2 },
      { kind: "added", text: "2", number: 2 },
      { kind: "same", text: "three", number: 3 },
    ]);
  });

  test("a last line without a break that others follow is the same, and a break that comes at the end is a change", () => {
    expect(kinds("one\ntwo", "one\ntwo\nthree")).toEqual(["same", "same", "added"]);
    expect(kinds("one\ntwo\nthree", "one\ntwo")).toEqual(["same", "same", "removed"]);
    expect(kinds("one\ntwo", "one\ntwo\n")).toEqual(["same", "removed", "added"]);
  });

  test("only equal texts have no change", () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        expect(diffTexts(before, after)?.every(({ kind }) => kind === "same")).toBe(before === after);
      }),
    );
  });
});
