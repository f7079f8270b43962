import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, type Pattern } from "./pattern.ts";

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
  });
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
