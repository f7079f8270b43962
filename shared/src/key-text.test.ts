import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, keyFromText } from "./bytes.ts";
import { formatKey, formatShownKey, parseKeyText } from "./key-text.ts";

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
    expect(formatShownKey(keyFromText("with space "))).toBe("with space\\x20");
    expect(formatShownKey(keyFromText(" a  b"))).toBe("\\x20a\\x20\\x20b");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\\", "/") }), (text) => {
        const shown = formatShownKey(keyFromText(text));
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

  test("that escape nothing known are refused", () => {
    for (const bad of ["\\", "\\n", "\\x1", "\\xzz", "a\\", "\ud800"]) expect(parseKeyText(bad)).toBeUndefined();
  });
});
