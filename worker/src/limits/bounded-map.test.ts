import { expect, test } from "vitest";
import { BoundedMap } from "./bounded-map.ts";

test("what was least recently used is forgotten first", () => {
  const map = new BoundedMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  expect(map.get("a")).toBe(1);
  map.set("c", 3);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([1, undefined, 3]);
});

test("setting again replaces, and counts as a use", () => {
  const map = new BoundedMap<number>(2);
  map.set("a", 1);
  map.set("b", 2);
  map.set("a", 3);
  map.set("c", 4);
  expect([map.get("a"), map.get("b"), map.get("c")]).toEqual([3, undefined, 4]);
});

test("what is deleted is gone", () => {
  const map = new BoundedMap<number>(2);
  map.set("a", 1);
  map.delete("a");
  map.delete("never there");
  expect(map.get("a")).toBeUndefined();
});
