import { describe, expect, test } from "vitest";
import { listTreeLines } from "./value-tree.ts";
import { checkYaml, formatYaml, yamlTree } from "./yaml-text.ts";

describe("YAML", () => {
  test("is checked, with the place of what is wrong", () => {
    expect(checkYaml("a: 1\nb: [2\n")).toMatchObject({ at: expect.any(Number), message: expect.stringContaining("]") });
    expect(checkYaml("a: 1\n---\nb: 2\n")).toBeUndefined();
    expect(checkYaml("")).toBeUndefined();
  });

  test("shows as a tree with numbers as they are written, and duplicates", () => {
    const root = yamlTree("id: 12345678901234567890\nhex: 0x10\nid: 1.0\nlist:\n  - 'a'\n  - null\n");
    const lines = root === undefined || root === "too-deep" ? [] : listTreeLines(root, new Set(), () => true);
    expect(lines.slice(1).map(({ path, value, duplicate }) => [path, value.text, duplicate])).toEqual([
      ["$.id", "12345678901234567890", true],
      ["$.hex", "0x10", false],
      ["$.id", "1.0", true],
      ["$.list", "- 'a'\n  - null\n", false],
      ["$.list[0]", '"a"', false],
      ["$.list[1]", "null", false],
    ]);
  });

  test("shows an alias as an alias, however often it is used", () => {
    const bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
    const root = yamlTree(bomb);
    const lines = root === undefined || root === "too-deep" ? [] : listTreeLines(root, new Set(), () => true);
    expect(lines.map(({ value }) => value.text)).toContain("*b");
    expect(lines).toHaveLength(10);
  });

  test("is laid out where only blanks change, comments and all", () => {
    expect(formatYaml("# top\na:\n     b: 0x10 # why\n     c: 'q'\n")).toEqual({
      text: "# top\na:\n  b: 0x10 # why\n  c: 'q'\n",
    });
  });

  test("is left alone where a number or a comment would come out otherwise", () => {
    // What the library writes of these: 1.1, 1000, and a number rounded.
    for (const text of ["a:   1.10\n", "a:   1e3\n", "a:   12345678901234567890123\n"]) {
      const result = formatYaml(text);
      const kept = "text" in result && result.text === text.replace(/ +/, " ");
      expect(kept || "refused" in result).toBe(true);
    }
    expect(formatYaml("a: 1\r\n")).toMatchObject({ refused: expect.stringContaining("CR") });
    expect(formatYaml("a: |+\n    kept\n\n\nb: 1\n")).toEqual({ text: "a: |+\n  kept\n\n\nb: 1\n" });
    expect(formatYaml("a: [1")).toMatchObject({ refused: expect.stringContaining("Invalid") });
  });
});
