import { expect, test } from "vitest";
import { narrowestPx, tableWidth, widestPx, withWidths } from "./column-widths.ts";

test("columns are as wide as somebody drew them, within reason, else as wide as they are by themselves", () => {
  const stored = { version: 300, size: 3, value: 1e9, lease: "wide", modified: Number.NaN };
  expect(withWidths(["version", "size", "value", "lease", "modified"], stored).map(({ widthPx }) => widthPx)).toEqual([
    300,
    narrowestPx,
    widestPx,
    134,
    76,
  ]);
});

test("a row has room for its columns, the gaps between them, and the key", () => {
  expect(tableWidth(withWidths([], {}))).toBe(224);
  expect(tableWidth(withWidths(["version"], { version: 100 }))).toBe(336);
});
