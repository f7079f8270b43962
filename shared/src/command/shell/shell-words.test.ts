import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitShellWords } from "./shell-words.ts";

describe("shell words", () => {
  test.each([
    ["a b  c", ["a", "b", "c"]],
    ["  ", []],
    [`'a b' "c d"e`, ["a b", "c de"]],
    [String.raw`a\ b "say \"hi\"" '\'`, ["a b", 'say "hi"', "\\"]],
    ["one \\\n two # and no more\nthree", ["one", "two", "three"]],
    ["''", [""]],
    ["$HOME `x`", ["$HOME", "`x`"]],
  ])("%j", (text, words) => {
    expect(splitShellWords(text)).toEqual(words);
  });

  test.each(["'open", '"open', '"open\\"'])("%j has an open quote", (text) => {
    expect(splitShellWords(text)).toBeUndefined();
  });

  test("are those that sh makes of the same text", () => {
    // Without the characters that sh would expand or take for operators.
    const piece = fc.constantFrom("a", "B", " ", "'", '"', "\\", "=", "-", "/", ":", ",", "é");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `x ${pieces.join("")}`;
        const words = splitShellWords(text);
        fc.pre(words !== undefined && !text.endsWith("\\"));
        const printed = execFileSync("sh", ["-c", `printf '%s\\0' ${text}`]).toString();
        expect(words).toEqual(printed.split("\0").slice(0, -1));
      }),
      { numRuns: 60 },
    );
  });
});
