import type { ObjectValue } from "@etcd-explorer/shared/kubernetes/object-value";
import { describe, expect, test } from "vitest";
import type { ObjectStyle } from "#/lib/formats/object-codec.ts";
import { describeProblem } from "#/lib/formats/text-place.ts";
import { parseObjectText } from "./typed-object.ts";

function read(text: string, style?: ObjectStyle): ObjectValue | string {
  const typed = parseObjectText(text, style);
  return "problem" in typed ? describeProblem(text, typed.problem) : typed.value;
}

describe("YAML that would lose or change something is refused where it stands", () => {
  test.each([
    ["two spellings of one name", 'a:\n  1: x\n  "1": y\n', "line 3, column 3: Duplicate field “1”"],
    ["a second document", "a: 1\n---\nb: 2\n", "line 2, column 1: Expected one document: remove the rest"],
    ["a tag of its own", "a: !secret x\n", "line 1, column 4: Tags cannot be used here"],
    ["binary data by a tag", "a: !!binary aGk=\n", "line 1, column 13: Tags cannot be used here"],
    ["a set by a tag", "a: !!set {x, y}\n", "line 1, column 10: Tags cannot be used here"],
    ["an anchor", "a: &x 1\nb: 2\n", "Anchors cannot be used here"],
    ["an alias in a merge", "a: &x {b: 1}\nc:\n  <<: *x\n", "Anchors cannot be used here"],
    ["a list as a name", "a: 1\n? [x]\n: 2\n", "line 2, column 3: Expected a name"],
    ["an octal mode of YAML 1.1", "a: 0644\n", "line 1, column 4: Ambiguous number: write 420 (octal) or 644"],
    ["zeros before a number", "a: 0080\n", "line 1, column 4: Ambiguous number: write 80"],
    ["a number without an end", "a: .inf\n", "line 1, column 4: Expected a finite number"],
    ["a tab as an indent", "a:\n\tb: 1\n", "Tabs are not allowed as indentation"],
  ])("%s", (_, text, problem) => {
    expect(read(text)).toContain(problem);
  });

  test("words of YAML 1.1 stay texts, and numbers stay as they are spelled", () => {
    expect(read("[yes, on, 12:30, 1_0, 0o644, 0x1F, 1.0, 1e3, -0, 18446744073709551615, !!str 5]")).toEqual([
      "yes",
      "on",
      "12:30",
      "1_0",
      ...["420", "31", "1.0", "1e3", "-0", "18446744073709551615"].map((number) => ({ number })),
      "5",
    ]);
  });

  test("comments are told to be lost", () => {
    for (const text of ["# x\na: 1\n", "a: 1 # x\n", "a:\n  # x\n  b: 1\n", "a: [1, # x\n 2]\n", "a: 1\n# x\n"]) {
      expect(parseObjectText(text)).toMatchObject({ lost: "comments are not saved" });
    }
    expect(parseObjectText('a: "# x"\nb: |\n  # y\n')).not.toHaveProperty("lost");
  });
});

describe("JSON", () => {
  test.each([
    ["a name twice", '{"a": 1, "\\u0061": 2}', 'line 1, column 10: Duplicate field "\\u0061"'],
    ["a comma too many", '{"a": 1,}', "line 1, column 9: expected name"],
    ["a comment", '{"a": 1 # x\n}', "line 1, column 9: expected , or }"],
    ["YAML", "a: 1\n", "line 1, column 1: not a JSON value"],
  ])("tells the place of %s", (_, text, problem) => {
    expect(read(text, "json")).toBe(problem);
  });

  test("is read name by name, with numbers as they are spelled, and may be typed as YAML", () => {
    const text = '{"__proto__": [1.0, -0, 18446744073709551615, [], {}], "\\ud83d\\ude00": {"b": null, "c": true}}';
    const value = new Map<string, ObjectValue>([
      ["__proto__", [{ number: "1.0" }, { number: "-0" }, { number: "18446744073709551615" }, [], new Map()]],
      [
        "😀",
        new Map<string, ObjectValue>([
          ["b", null],
          ["c", true],
        ]),
      ],
    ]);
    expect(read(text, "json")).toEqual(value);
    expect(read(text)).toEqual(value);
    expect(read("{a: [1]}")).toEqual(new Map([["a", [{ number: "1" }]]]));
  });

  test("leads to the member and item of a path", () => {
    const text = '{"a": {"x": [0]}, "b": [{"c": 1}, {"c": 2, "d": 3}]}';
    const typed = parseObjectText(text, "json");
    if (!("placeOf" in typed)) throw new Error("not read");
    expect(text.slice(typed.placeOf(["b", 1, "d"]))).toBe('"d": 3}]}');
    expect(text.slice(typed.placeOf(["b", 1]))).toBe('{"c": 2, "d": 3}]}');
    expect(text.slice(typed.placeOf(["a", "y"]))).toBe('"a": {"x": [0]}, "b": [{"c": 1}, {"c": 2, "d": 3}]}');
  });
});

test("nesting of any depth ends with words, and many names in no time", () => {
  for (const style of ["yaml", "json"] as const) {
    expect(read("[".repeat(3000) + "]".repeat(3000), style)).toContain("Nested too deeply");
  }
  const names = Array.from({ length: 2000 }, (_, at) => `k${at}: x\n`).join("");
  expect(read(names)).toHaveProperty("size", 2000);
});
