import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countParts, mergedText, mergeTexts, type Decision, type MergePart } from "./three-way-merge.ts";

const anyText = fc
  .array(fc.constantFrom("a", "b", "c", "d", "", "\r"), { maxLength: 12 })
  .map((lines) => lines.join("\n"));
const all = (parts: readonly MergePart[], decision: Decision) =>
  Object.fromEntries(parts.map((_, at) => [at, decision]));

describe("a three-way merge", () => {
  test("takes what only one side changed, and asks where both did", () => {
    const base = '{\n  "min": 2,\n  "max": 10,\n  "idle": "30s",\n  "x": 1,\n  "tls": true\n}';
    const theirs = base.replace("10", "16").replace('"tls": true', '"tls": false');
    const yours = base.replace("10", "24");
    const parts = mergeTexts(base, theirs, yours) ?? [];
    expect(countParts(parts)).toEqual({ conflicts: 1, merged: 1 });
    expect(mergedText(parts, {})).toBeUndefined();
    const at = parts.findIndex(({ kind }) => kind === "conflict");
    expect(mergedText(parts, { [at]: "yours" })).toBe(yours.replace('"tls": true', '"tls": false'));
    expect(mergedText(parts, { [at]: "theirs" })).toBe(theirs);
    expect(mergedText(parts, { [at]: "both" })).toContain('  "max": 16,\n  "max": 24,\n');
  });

  test("next to a line that both changed, what only one changed is not part of the decision", () => {
    const base = '{\n  "max": 10,\n  "idle": "30s",\n  "tls": true\n}';
    const theirs = base.replace("10", "16").replace("30s", "45s");
    const yours = base.replace("10", "24");
    const parts = mergeTexts(base, theirs, yours) ?? [];
    expect(countParts(parts)).toEqual({ conflicts: 1, merged: 1 });
    const at = parts.findIndex(({ kind }) => kind === "conflict");
    expect(parts[at]).toMatchObject({ base: ['  "max": 10,'], theirs: ['  "max": 16,'], yours: ['  "max": 24,'] });
    expect(mergedText(parts, { [at]: "yours" })).toBe(yours.replace("30s", "45s"));
  });

  test("a conflict over unequal numbers of lines stays whole", () => {
    const parts = mergeTexts("a\nb\nc", "a\nB\nB2\nc", "a\nX\nc") ?? [];
    expect(parts).toContainEqual({ kind: "conflict", base: ["b"], theirs: ["B", "B2"], yours: ["X"] });
  });

  test("where only one side changed anything, the merge is that side, to the byte", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, changed) => {
        expect(mergedText(mergeTexts(base, changed, base) ?? [], {})).toBe(changed);
        expect(mergedText(mergeTexts(base, base, changed) ?? [], {})).toBe(changed);
        expect(mergedText(mergeTexts(base, changed, changed) ?? [], {})).toBe(changed);
      }),
      { numRuns: 1000 },
    );
  });

  test("no line of either side is missing from the parts: all theirs is theirs where everything is in conflict", () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (base, theirs, yours) => {
        const parts = mergeTexts(base, theirs, yours) ?? [];
        const side = (decision: Decision) => mergedText(parts, all(parts, decision))?.split("\n") ?? [];
        const missing = (from: string, kept: readonly string[]) => {
          const before = new Set(base.split("\n"));
          return from.split("\n").filter((line) => !before.has(line) && !kept.includes(line));
        };
        expect(missing(theirs, side("theirs"))).toEqual([]);
        expect(missing(yours, side("yours"))).toEqual([]);
        expect(missing(theirs + "\n" + yours, side("both"))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("is not tried on texts of too many lines", () => {
    expect(mergeTexts("\n".repeat(30_000), "a", "b")).toBeUndefined();
  });
});
