import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { describe, expect, test } from "vitest";
import { findTypedRow, typeInName } from "./type-ahead.ts";

describe("typing a name", () => {
  test.each([
    ["a", "", "a"],
    ["D", "a", "aD"],
    ["/", "", "/"],
    [" ", "a", "a "],
    ["😀", "a", "a😀"],
    ["Backspace", "a😀", "a"],
    ["Backspace", "", ""],
    ["ArrowDown", "a", undefined],
    ["F2", "a", undefined],
  ])("%j after %j makes %j", (key, typed, name) => {
    expect(typeInName(key, typed)).toBe(name);
  });

  const rows = ["/db/pool", "/db/url", "/feature", "/Pool"].map((name) => ({ key: keyFromText(name) }));

  test("in a table finds the next row by the start or the last part of its name, and around", () => {
    expect(findTypedRow(rows, 0, "p", 0)).toBe(3);
    expect(findTypedRow(rows, 3, "p", 0)).toBe(0);
    expect(findTypedRow(rows, 0, "/fe", 0)).toBe(2);
    expect(findTypedRow(rows, 0, "fea", 1)).toBe(2);
    expect(findTypedRow(rows, 0, "x", 0)).toBeUndefined();
  });

  test("goes on with the row it is on from the second letter", () => {
    expect(findTypedRow(rows, 3, "po", 0)).toBe(3);
  });
});
