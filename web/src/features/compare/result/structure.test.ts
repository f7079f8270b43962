import { valueFromText } from "@etcd-explorer/shared/model/bytes";
import { expect, test } from "vitest";
import { structureDiff } from "./structure.ts";

const diff = (before: string, after: string) => {
  const found = structureDiff(valueFromText(before), valueFromText(after));
  return found && [found.format, ...found.changes.map(({ kind, path }) => `${kind} ${path}`)];
};

test("JSON differs by its members, whatever its layout and the order of its names", () => {
  expect(diff('{"max":24,"min":2}', '{ "min": 2,\n "max": 10 }')).toEqual(["JSON", "changed .max"]);
  expect(diff('{"a":1}', '{"a":1,"b":{}}')).toEqual(["JSON", "added "]);
  expect(diff('{"a":1}', '{"a" : 1}')).toEqual(["JSON"]);
});

test("YAML differs by its members", () => {
  expect(diff("db:\n  max: 24\n  min: 2\n", "db:\n  max: 10\n  min: 2\n")).toEqual(["YAML", "changed .db.max"]);
});

test("text and single values have no structure to compare", () => {
  expect(diff("hello", "world")).toBeUndefined();
  expect(diff("1", "2")).toBeUndefined();
  expect(diff('{"a":1}', "plain")).toBeUndefined();
});
