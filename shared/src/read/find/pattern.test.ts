import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, everySpan, type Pattern } from "./pattern.ts";

/** What of the text is found; undefined where nothing is, a problem as words. */
function find(kind: Pattern["kind"], text: string, searched: string, ignoreCase = false): string | undefined {
  const compiled = compilePattern({ kind, text, ignoreCase });
  if ("problem" in compiled) return `problem: ${compiled.problem}`;
  const span = compiled.matcher(searched);
  return span === undefined ? undefined : searched.slice(span.start, span.end);
}

describe("a text", () => {
  test("is found as it stands, signs and all", () => {
    const any = fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(any, any, any, fc.boolean(), (before, text, after, ignoreCase) => {
        fc.pre(text.isWellFormed());
        expect(find("text", text, before + text + after, ignoreCase)).toHaveLength(text.length);
      }),
    );
  });

  test("is found in other cases only where that is wanted", () => {
    expect(find("text", "Pool", "/config/db/pool")).toBeUndefined();
    expect(find("text", "Pool", "/config/db/pool", true)).toBe("pool");
    expect(find("text", "ÄÖ", "/äö", true)).toBe("äö");
    expect(find("text", "ΣΊΣΥΦΟΣ", "/σίσυφος", true)).toBe("σίσυφος");
    expect(find("text", "привет", "ПРИВЕТ", true)).toBe("ПРИВЕТ");
    // A letter is one letter: what Unicode folds to several, or spells in two ways, stays apart.
    expect(find("text", "STRASSE", "straße", true)).toBeUndefined();
    expect(find("text", "\u00e9", "e\u0301", true)).toBeUndefined();
  });

  test("in any case finds what it finds in its own, and the same letters in the other", () => {
    const letter = fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).filter((text) => {
      // Letters with one other case; the few with more, such as İ or ß, are not changed back and forth by JavaScript.
      const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
      return [lower, upper].every(({ length }) => length === text.length) && lower.toUpperCase() === upper;
    });
    const word = fc.array(letter, { minLength: 1, maxLength: 6 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(word, word, (text, around) => {
        fc.pre((around + text + around).isWellFormed() && text.isWellFormed());
        for (const searched of [text, text.toLowerCase(), text.toUpperCase()]) {
          expect(find("text", text, around + searched, true)).toBeDefined();
          expect(find("text", searched, around + text, true)).toBeDefined();
        }
      }),
    );
  });
});

function places(text: string, searched: string, most = 100) {
  const compiled = compilePattern({ kind: "text", text, ignoreCase: true });
  return "problem" in compiled ? [] : everySpan(compiled.matcher, searched, most);
}

test("every place of a text is found, none within another, and no more than are wanted", () => {
  expect(places("aa", "aAaa-aa")).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 4 },
    { start: 5, end: 7 },
  ]);
  expect(places("a", "aaaa", 2)).toHaveLength(2);
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "A"), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(letters, fc.array(letters), (text, parts) => {
      const searched = parts.join("");
      expect(places(text, searched)).toHaveLength(searched.toLowerCase().split(text.toLowerCase()).length - 1);
    }),
  );
  // What matches nothing at all is no place.
  const empty = compilePattern({ kind: "regex", text: "x*", ignoreCase: false });
  expect("problem" in empty ? undefined : everySpan(empty.matcher, "abc", 9)).toEqual([]);
});

describe("a glob", () => {
  test.each([
    ["/config/*/url", "/config/db/url", "/config/db/url"],
    ["*/url", "/config/db/url", "db/url"],
    ["url", "/config/db/url", "url"],
    ["rl", "/config/db/url", undefined],
    ["/config/*", "/config/db/url", undefined],
    ["/config/**", "/config/db/url", "/config/db/url"],
    ["/config/**/url", "/config/url", "/config/url"],
    ["/config/**/url", "/config/a/b/url", "/config/a/b/url"],
    ["p??l", "/config/db/pool", "pool"],
    ["p?l", "/config/db/p/l", undefined],
    [String.raw`a\*b`, "/a*b", "a*b"],
    [String.raw`a\*b`, "/axb", undefined],
    ["a.b(c)[d]{2}", "/a.b(c)[d]{2}", "a.b(c)[d]{2}"],
    ["*.json", "/config/regions.json", "regions.json"],
  ])("%s in %s finds %s", (glob, searched, found) => {
    expect(find("glob", glob, searched)).toBe(found);
  });

  test("can be made of any signs", () => {
    const glob = fc.string({
      unit: fc.constantFrom("*", "?", "\\", "/", "a", "[", "(", "$", "é"),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(glob, (text) => {
        expect(find("glob", text, "/a/a") ?? "").not.toContain("problem");
      }),
    );
  });
});

describe("a regular expression", () => {
  test("finds what it matches", () => {
    expect(find("regex", String.raw`ns-\d+$`, "/registry/pods/ns-12")).toBe("ns-12");
    expect(find("regex", "^/CONFIG", "/config", true)).toBe("/config");
  });

  test("that cannot be read says why", () => {
    expect(find("regex", "(", "")).toBe("problem: Invalid regular expression: unterminated group");
    expect(find("regex", "", "")).toBe("problem: Enter a search term");
  });
});
