import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "./bytes.ts";
import { formatKey, formatName, parseKeyText } from "./key-text.ts";

describe("keys as text", () => {
  test("turn back into the same bytes, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (list) => {
        const key = asKey(Uint8Array.from(list));
        expect(parseKeyText(formatKey(key))).toEqual(key);
      }),
      { numRuns: 2000 },
    );
  });

  test("turn back into the same bytes where they are text of any script", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(text.isWellFormed());
        expect(parseKeyText(formatKey(keyFromText(text)))).toEqual(keyFromText(text));
      }),
    );
  });

  test("show readable text as it is", () => {
    for (const text of ["/config/db", "a//", "/config/grüße", "/設定/🔑", "with space"])
      expect(formatKey(keyFromText(text))).toBe(text);
  });

  test("show spaces that a page would swallow, and turn back all the same", () => {
    expect(formatKey(keyFromText("with space "))).toBe("with space\\x20");
    expect(formatKey(keyFromText(" a  b"))).toBe("\\x20a\\x20\\x20b");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\\", "/") }), (text) => {
        const shown = formatKey(keyFromText(text));
        expect(shown).not.toMatch(/^ | $| {2}/);
        expect(parseKeyText(shown)).toEqual(keyFromText(text));
      }),
    );
  });

  test("escape the rest, on one line", () => {
    expect(formatKey(Uint8Array.of(0xff, 0xfe, 0, 0x2f))).toBe("\\xff\\xfe\\x00/");
    expect(formatKey(keyFromText("a\nb\\c\u200b"))).toBe("a\\x0ab\\\\c\\xe2\\x80\\x8b");
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (list) => !/\p{C}|\u2028/u.test(formatKey(list))));
  });

  test("and names that are drawn alike look different", () => {
    const alike = [
      [
        "root",
        "root\u200b",
        "\u202eroot",
        "root\u2060",
        "root ",
        "root\u00a0",
        "ro\u00adot",
        "root\ufe0f",
        "root\u3164",
      ],
      ["caf\u00e9", "cafe\u0301"],
      ["\u212a", "K"],
      ["\u1112\u1161\u11ab", "\ud55c"],
      ["a\u2800", "a"],
    ];
    for (const names of alike) {
      const shown = names.map(formatName);
      expect(new Set(shown).size).toBe(names.length);
      for (const [at, text] of shown.entries()) {
        expect(parseKeyText(text)).toEqual(keyFromText(names[at] ?? ""));
        expect(text).toBe(text.normalize("NFC"));
        expect(text).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u);
      }
    }
  });

  test("that escape nothing known are refused", () => {
    for (const bad of ["\\", "\\n", "\\x1", "\\xzz", "a\\", "\ud800"]) expect(parseKeyText(bad)).toBeUndefined();
  });
});
