import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import type { FieldStep } from "./ignore-rules.ts";
import { formatIgnoreRules, parseIgnoreRules } from "./parse-ignore.ts";
import { isSameJson } from "./same-json.ts";

const parse = (text: { prefixes?: string; fields?: string }) =>
  parseIgnoreRules({ prefixes: "", fields: "", leases: false, ...text });

function fieldsOf(text: string) {
  const parsed = parse({ fields: text });
  if ("problems" in parsed) throw new Error(parsed.problems.map(({ message }) => message).join());
  return parsed.rules.fields;
}

describe("ignore rules", () => {
  test("name whole keys, or those below the compared prefixes", () => {
    const parsed = parse({
      prefixes: String.raw`/registry/events/

  ./tmp/
\x2e/dot`,
    });
    expect(parsed).toEqual({
      rules: {
        prefixes: [
          { isRelative: false, prefix: keyFromText("/registry/events/") },
          { isRelative: true, prefix: keyFromText("tmp/") },
          { isRelative: false, prefix: keyFromText("./dot") },
        ],
        fields: [],
        leases: false,
      },
    });
  });

  test("say what is wrong, and on which line", () => {
    const parsed = parse({ prefixes: "/a\n\\q\n./", fields: 'a..b\na.\nb*\nc[0]\nd"e"\n"f' });
    expect(parsed).toEqual({
      problems: [
        { field: "prefixes", line: 2, message: String.raw`Invalid escape: use \\ for a backslash, \xNN for a byte` },
        { field: "prefixes", line: 3, message: "This rule ignores all keys: add a name after ./" },
        { field: "fields", line: 1, message: "Missing name: put one between two dots" },
        { field: "fields", line: 2, message: "Missing name: the path ends with a dot" },
        { field: "fields", line: 3, message: "Invalid *: use it alone between two dots, or quote the name" },
        { field: "fields", line: 4, message: "Invalid index: write items.0 or items.*" },
        { field: "fields", line: 5, message: "Unexpected quote: separate names with dots" },
        { field: "fields", line: 6, message: "Invalid quoted name: write it as in JSON" },
      ],
    });
  });

  test("survive as text, whatever their names", () => {
    const sign = fc.constantFrom(...Array.from('ab01./*\\"[] \n\u0000\u2028ä😀'));
    const step: fc.Arbitrary<FieldStep> = fc.oneof(
      fc.string({ unit: sign, maxLength: 5 }).map((name) => ({ kind: "name", name }) as const),
      fc.constantFrom({ kind: "any" } as const, { kind: "deep" } as const),
    );
    const path = fc.tuple(
      fc.array(step),
      step.filter(({ kind }) => kind !== "deep"),
    );
    const prefix = fc.record({
      isRelative: fc.boolean(),
      prefix: fc.string({ unit: sign, minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(fc.array(path), fc.array(prefix), fc.boolean(), (paths, prefixes, leases) => {
        const rules = {
          prefixes: prefixes.map((each) => ({ ...each, prefix: keyFromText(each.prefix) })),
          fields: paths.map(([steps, last]) => ({ path: [...steps, last] })),
          leases,
        };
        expect(parseIgnoreRules(formatIgnoreRules(rules))).toEqual({ rules });
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe("JSON is the same but for ignored fields", () => {
  const cases: readonly (readonly [fields: string, left: string, right: string, isSame: boolean])[] = [
    ["a", '{"a":1,"b":2}', '{ "b": 2.0, "a": 7 }', true],
    ["a", '{"b":2}', '{"b":2,"a":{"c":1}}', true],
    ["a", '{"a":1,"b":2}', '{"a":1,"b":3}', false],
    ["a", '{"b":1}', '{"b":"1"}', false],
    [
      "metadata.resourceVersion",
      '{"metadata":{"name":"x","resourceVersion":"1"}}',
      '{"metadata":{"name":"x","resourceVersion":"2"}}',
      true,
    ],
    ["*.timestamp", '{"x":{"timestamp":1},"y":{"timestamp":2}}', '{"x":{"timestamp":3},"y":{}}', true],
    ["*.timestamp", '{"x":{"y":{"timestamp":1}}}', '{"x":{"y":{"timestamp":2}}}', false],
    [
      "**.timestamp",
      '{"timestamp":1,"x":[{"y":{"timestamp":1}}]}',
      '{"timestamp":2,"x":[{"y":{"timestamp":2}}]}',
      true,
    ],
    ["status.**", '{"status":{"a":[1]}}', '{"status":{"b":2}}', true],
    ["items.0", '{"items":[1,2]}', '{"items":[5,2]}', true],
    ["items.*.at", '{"items":[{"at":1},{"at":2}]}', '{"items":[{"at":1}]}', false],
    ['annotations."example.com/at"', '{"annotations":{"example.com/at":1}}', '{"annotations":{}}', true],
    ["a", '{"b":9007199254740993}', '{"b":9007199254740992}', false],
    ["a", '{"b":9007199254740993}', '{"b":9007199254740993}', true],
    ["a", '{"b":[]}', '{"b":{}}', false],
    ["a", '{"b":null}', "{}", false],
    ["a", '{"__proto__":1}', '{"__proto__":2}', false],
    ["a", '{"b":"\\u00001"}', '{"b":1}', false],
    ["a", "not JSON", "not JSON at all", false],
    ["a", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, `${"[".repeat(20_000)}1${"]".repeat(20_000)}`, false],
  ];
  test.each(cases)("%s", (fields, left, right, isSame) => {
    expect(isSameJson(left, right, fieldsOf(fields))).toBe(isSame);
    expect(isSameJson(right, left, fieldsOf(fields))).toBe(isSame);
  });
});

/** So many objects within each other. */
const nest = (depth: number, value: string) => `${'{"a":'.repeat(depth)}${value}${"}".repeat(depth)}`;

test("a path that could end in very many ways is followed once through each of its steps", () => {
  const often = fieldsOf(`${"**.a.".repeat(40)}x`);
  expect(isSameJson(nest(200, "1"), nest(200, "2"), often)).toBe(false);
  expect(isSameJson(nest(200, '{"x":1}'), nest(200, '{"x":2}'), often)).toBe(true);
  expect(isSameJson(nest(39, '{"x":1}'), nest(39, '{"x":2}'), often)).toBe(false);
});
