import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonTree } from "#/lib/formats/json-tree.ts";
import { jsonChanges } from "./json-changes.ts";

function changes(before: string, after: string): string[] {
  const [old, now] = [jsonTree(before), jsonTree(after)];
  if (old === undefined || now === undefined) throw new Error("not JSON");
  return jsonChanges(old, now).map((change) => {
    if (change.kind === "changed") return `${change.path}: ${change.before.text} → ${change.after.text}`;
    return `${change.path}: ${change.kind} ${change.name ?? "item"} ${change.value.text}`;
  });
}

const nest = (inner: string) => "[".repeat(5000) + inner + "]".repeat(5000);
const objects = (inner: string) => '{"a":['.repeat(90) + inner + "]}".repeat(90);

/** A value as the same text whatever the order of its names. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .map(([name, member]) => [name, canonical(member)])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

describe("the changes of a JSON value", () => {
  test("are told at their places, in the order of the new value, removed members last", () => {
    expect(changes('{"gone":1,"a":{"b":1,"c":2}}', '{"a":{"b":1,"c":3},"new":[]}')).toEqual([
      ".a.c: 2 → 3",
      ": added new []",
      ": removed gone 1",
    ]);
  });

  test("neither the layout nor the order of names is a change; a number beyond 2^53 is", () => {
    expect(changes('{"a":1,"b":[1,{"x":1,"y":2}]}', '{\n "b": [1, {"y":2, "x":1}],\n "a": 1}')).toEqual([]);
    expect(changes("[9007199254740992]", "[9007199254740993]")).toEqual(["[0]: 9007199254740992 → 9007199254740993"]);
  });

  test("an array tells what was put in or taken out between what stayed", () => {
    expect(changes('["a","c"]', '["a","b","c"]')).toEqual([': added item "b"']);
    expect(changes('["a","b","c"]', '["c"]')).toEqual([': removed item "a"', ': removed item "b"']);
    expect(changes('{"l":["a","b","c"]}', '{"l":["a","x","c"]}')).toEqual(['.l[1]: "b" → "x"']);
    expect(changes('["a","b"]', '["x","y","z"]')).toEqual([': ["a","b"] → ["x","y","z"]']);
  });

  test("of two members with one name nothing is guessed", () => {
    expect(changes('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual([': {"a":1,"a":2} → {"a":1,"a":3}']);
  });

  test("deep nesting takes neither the stack nor long", () => {
    expect(changes(nest("1"), nest("2"))).toHaveLength(1);
    expect(changes(objects("1"), objects("2"))).toHaveLength(1);
  });

  test("there are none exactly where both hold the same", () => {
    const tree = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        expect(changes(JSON.stringify(one), JSON.stringify(one, null, 2))).toEqual([]);
        const isSame =
          JSON.stringify([typeof one, canonical(one)]) === JSON.stringify([typeof other, canonical(other)]);
        const isBothObjects = Array.isArray(one) === Array.isArray(other);
        expect(changes(JSON.stringify(one), JSON.stringify(other)).length === 0).toBe(isSame && isBothObjects);
      }),
    );
  });
});
