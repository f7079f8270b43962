import { describe, expect, test } from "vitest";
import { jsonTree } from "./json-tree.ts";
import { listTreeLines } from "./value-tree.ts";

const lines = (text: string, toggled: readonly string[] = [], depth = 9) => {
  const root = jsonTree(text);
  return root === undefined ? [] : listTreeLines(root, new Set(toggled), (at) => at < depth);
};

describe("the tree of a JSON value", () => {
  test("has every member in order, duplicates and big numbers as they are written", () => {
    const found = lines('{"id": 12345678901234567890, "a b": [true, "x\\n"], "id": 1.0}');
    expect(found.map(({ path, value, duplicate }) => [path, value.text, duplicate])).toEqual([
      ["$", '{"id": 12345678901234567890, "a b": [true, "x\\n"], "id": 1.0}', false],
      ["$.id", "12345678901234567890", true],
      ['$["a b"]', '[true, "x\\n"]', false],
      ['$["a b"][0]', "true", false],
      ['$["a b"][1]', '"x\\n"', false],
      ["$.id", "1.0", true],
    ]);
  });

  test("no two lines are taken for one another, even with the same name", () => {
    const found = lines('{"a":{"b":1},"a":{"b":2}}');
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  test("opens and closes by line; what is closed is not listed", () => {
    expect(lines('{"a":[1,2],"b":3}', [".0"]).map(({ path }) => path)).toEqual(["$", "$.a", "$.b"]);
    expect(lines('{"a":[1,2],"b":3}', [".0"], 1).map(({ path }) => path)).toEqual([
      "$",
      "$.a",
      "$.a[0]",
      "$.a[1]",
      "$.b",
    ]);
  });

  test("is made of one scalar too, and of nothing that is not JSON", () => {
    expect(jsonTree(" 7 ")).toEqual({ kind: "number", text: "7", members: [] });
    expect(jsonTree("{")).toBeUndefined();
  });

  test("is made of what is nested deeply", () => {
    const deep = "[".repeat(2_000) + "]".repeat(2_000);
    expect(lines(deep, [], 3_000)).toHaveLength(2_000);
  });
});
