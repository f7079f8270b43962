import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { describe, expect, test } from "vitest";
import { findTypedRow, typesName } from "./type-ahead.ts";

describe("typing a name", () => {
  test.each([
    ["a", "", true],
    ["7", "", true],
    ["D", "", true],
    ["?", "", false],
    ["/", "", false],
    ["D", "a", true],
    ["/", "a", true],
    ["ArrowDown", "a", false],
  ])("%j after %j belongs to it: %s", (key, typed, belongs) => {
    expect(typesName(key, typed)).toBe(belongs);
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
