import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keepForm, layoutOf, minifyLenient, readJsonForm, type JsonForm } from "./json-form.ts";
import { minifyJson, prettyJson, whyNotPretty } from "./json-layout.ts";
import { lexJson } from "./json-lexer.ts";
import { readJson } from "./json-tokens.ts";

const words = (text: string) => {
  const { starts, ends } = lexJson(text);
  return starts.map((start, at) => text.slice(start, ends[at]));
};
const formOf = (stored: string): JsonForm => {
  const form = readJsonForm(stored);
  if (form === undefined) throw new Error(`no form: ${stored}`);
  return form;
};

/** JSON on one line whose every gap is a blank of its own, with numbers and escapes that JSON.parse would not keep. */
const scalar = fc.constantFrom(
  "1e400",
  "12345678901234567890",
  "-0.10",
  '"\\u00e9\\/"',
  '"a,:{ }"',
  "true",
  "null",
  '""',
);
const { value } = fc.letrec<{ value: string[] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar.map((word) => [word]),
    fc
      .array(tie("value"), { maxLength: 4 })
      .map((items) => ["[", ...items.flatMap((item, at) => (at > 0 ? [",", ...item] : item)), "]"]),
    fc
      .array(fc.tuple(fc.constantFrom('"a"', '"b"', '"\\""'), tie("value")), { maxLength: 4 })
      .map((members) => [
        "{",
        ...members.flatMap(([name, of], at) => [...(at > 0 ? [","] : []), name, ":", ...of]),
        "}",
      ]),
  ),
}));
const container = fc
  .array(value, { minLength: 1, maxLength: 4 })
  .map((items) => ["[", ...items.flatMap((item, at) => (at > 0 ? [",", ...item] : item)), "]"]);
const gap = fc.constantFrom("", "", " ", "  ", "\t");
interface Spaced {
  readonly tokens: readonly string[];
  readonly gaps: readonly string[];
}
const join = ({ tokens, gaps }: Spaced) => tokens.map((token, at) => gaps[at] + token).join("") + gaps[tokens.length];
const spaced: fc.Arbitrary<Spaced> = container.chain((tokens) =>
  fc
    .tuple(
      fc.array(gap, { minLength: tokens.length, maxLength: tokens.length }),
      fc.constantFrom("", "\n", "\r\n", " "),
    )
    .map(([gaps, end]) => ({ tokens, gaps: [...gaps, end] })),
);
/** Replaces the scalars at some places of the list of tokens. */
const isScalar = (token: string) => !/^[[\]{}:,]$/.test(token);

describe("JSON on one line, edited formatted", () => {
  test("is stored to the byte as it was where nothing was edited, however it is spaced", () => {
    fc.assert(
      fc.property(spaced, (text) => {
        const form = formOf(join(text));
        expect(words(form.shown)).toEqual(text.tokens);
        expect(form.shown).toBe(prettyJson(join(text)));
        expect(keepForm(form, form.shown)).toBe(join(text));
        // White space that is typed into the view is none of the value.
        expect(keepForm(form, `\n ${form.shown.replaceAll("\n", " \n\n")}`)).toBe(join(text));
      }),
      { numRuns: 300 },
    );
  });

  test("changes nothing but the tokens that are edited, however far apart they are", () => {
    fc.assert(
      fc.property(spaced, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (text, picks) => {
        const at = text.tokens.flatMap((token, index) => (isScalar(token) ? [index] : []));
        fc.pre(at.length > 0);
        const edited = new Set(picks.map((pick) => at[pick % at.length]));
        const tokens = text.tokens.map((token, index) => (edited.has(index) ? '"edited"' : token));
        const form = formOf(join(text));
        const typed = prettyJson(tokens.join(" ")) ?? "";
        expect(keepForm(form, typed)).toBe(join({ ...text, tokens }));
      }),
      { numRuns: 300 },
    );
  });

  test("stores every token as it was typed, valid or not, wherever text is put in or taken out", () => {
    const piece = fc.constantFrom(
      "",
      "1",
      '"',
      '"x"',
      "{",
      "}",
      ",",
      ":",
      "\\",
      "\n",
      " ",
      '"k": 1e400,',
      "[1,\n2]",
      "tru",
    );
    fc.assert(
      fc.property(
        spaced,
        fc.array(fc.tuple(fc.nat(), fc.nat(6), piece), { minLength: 1, maxLength: 3 }),
        (text, edits) => {
          const form = formOf(join(text));
          let typed = form.shown;
          for (const [where, length, insert] of edits) {
            const at = where % (typed.length + 1);
            typed = typed.slice(0, at) + insert + typed.slice(at + length);
          }
          const kept = keepForm(form, typed);
          expect(words(kept)).toEqual(words(typed));
          expect(readJson(kept).problem === undefined).toBe(readJson(typed).problem === undefined);
          expect(words(minifyLenient(typed))).toEqual(words(typed));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("stays minified whatever is put in or taken out", () => {
    fc.assert(
      fc.property(container, container, (before, after) => {
        const form = formOf(before.join(""));
        const typed = prettyJson(after.join("")) ?? "";
        expect(keepForm(form, typed)).toBe(after.join(""));
        expect(minifyLenient(typed)).toBe(minifyJson(typed));
      }),
      { numRuns: 300 },
    );
  });

  test("takes for what is new the white space that is usual in what is stored", () => {
    const python = formOf('{"a": 1, "b": [1, 2]}');
    expect(
      keepForm(python, '{\n  "a": 1,\n  "new": {\n    "x": []\n  },\n  "b": [\n    1,\n    2,\n    3\n  ]\n}'),
    ).toBe('{"a": 1, "new": {"x": []}, "b": [1, 2, 3]}');
    expect(keepForm(formOf('{"a": 1}'), '{\n  "a": 1,\n  "b": 2\n}')).toBe('{"a": 1, "b": 2}');
    expect(keepForm(formOf('{ "a":1 }\n'), '{\n  "a": 1,\n  "b": 2\n}')).toBe('{ "a":1,"b":2 }\n');
  });

  test("keeps words apart that would become one, and the line of a string that is not whole", () => {
    const form = formOf('{"a":1}');
    expect(keepForm(form, '{\n  "a": 1 2\n}')).toBe('{"a":1 2}');
    expect(keepForm(form, '{\n  "a": "x\n}')).toBe('{"a":"x\n}');
    expect(keepForm(form, "")).toBe("");
    expect(keepForm(form, '{\n  "a": 12\n}')).toBe('{"a":12}');
  });

  test("keeps a byte order mark and the break at the end", () => {
    const form = formOf('\ufeff{"a":1}\r\n');
    expect(form.shown).toBe('\ufeff{\r\n  "a": 1\r\n}\r\n');
    expect(keepForm(form, form.shown.replace("1", "2"))).toBe('\ufeff{"a":2}\r\n');
  });

  test("of a megabyte is stored to the byte with one token changed at each end", () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => `{"id":${at},"name":"key ${at}" ,"on": true,"l":[1,2]}`);
    const stored = `[${rows.join(",")},{"pad":"${"x".repeat(400_000)}"}]`;
    const form = formOf(stored);
    const typed = form.shown.replace('"id": 0,', '"id": 1e400,').replace('"key 11999"', '"\\u00e9"');
    expect(keepForm(form, typed)).toBe(stored.replace('"id":0,', '"id":1e400,').replace('"key 11999"', '"\\u00e9"'));
  });
});

test.each([
  ['{"a":1}', "minified"],
  ['{"a":1}\n', "minified"],
  ['{"a": 1}', "one line"],
  ['{\n  "a": 1\n}', "formatted"],
  ['{\n    "a": 1\n}', "custom"],
  ["{", undefined],
])("the layout of %j is %s", (text, layout) => {
  expect(layoutOf(text)).toBe(layout);
});

test("what nests so deeply that indentation would fill the page has no formatted view, and a layout all the same", () => {
  for (const depth of [10_000, 100_000]) {
    const stored = "[".repeat(depth) + "]".repeat(depth);
    expect(readJsonForm(stored)).toBeUndefined();
    expect([prettyJson(stored), whyNotPretty(stored), layoutOf(stored)]).toEqual([
      undefined,
      "nested too deeply",
      "minified",
    ]);
    expect(layoutOf(`\n${stored.replace("[", "[\n")}`)).toBe("custom");
  }
  expect(formOf("[".repeat(1000) + "]".repeat(1000)).shown.split("\n")).toHaveLength(1999);
  expect(whyNotPretty("[")).toBe("invalid JSON");
});

test("what is no JSON on one line, or would look the same, has no formatted view", () => {
  for (const text of ["", "words", '{"a":', "[]", " {} \n", "5", '{\n"a":1}'])
    expect(readJsonForm(text)).toBeUndefined();
});
