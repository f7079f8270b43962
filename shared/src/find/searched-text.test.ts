import fc from "fast-check";
import { expect, test } from "vitest";
import { asKey, asValue, keyFromText, valueFromText } from "../bytes.ts";
import { formatKey } from "../key-text.ts";
import { excerptKey, excerptValue, textOfKey, textOfValue } from "./searched-text.ts";

test("a key's text is its UTF-8, and else what people see of it", () => {
  expect(textOfKey(keyFromText("/a\\ü\n"))).toBe("/a\\ü\n");
  expect(textOfKey(asKey(Uint8Array.of(0xff, 0xfe, 0, 0x2f)))).toBe(String.raw`\xff\xfe\x00/`);
});

test("the parts of a key are the key, wherever it is cut", () => {
  const anyKey = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => asKey(Uint8Array.from(bytes))),
    fc.string({ minLength: 1, unit: fc.constantFrom("a", "/", "\\", "\n", "é", "x") }).map((text) => keyFromText(text)),
  );
  fc.assert(
    fc.property(anyKey, fc.nat(20), fc.nat(20), (key, a, b) => {
      const text = textOfKey(key);
      const { before, match, after } = excerptKey(key, text, { start: Math.min(a, b), end: Math.max(a, b) });
      expect(before + match + after).toBe(formatKey(key));
    }),
  );
});

test("words are found in binary values", () => {
  expect(textOfValue(asValue(Uint8Array.of(0xff, 0x61, 0x62, 0x00)))).toBe("\ufffdab\0");
});

test("a value is shown as one line around what was found", () => {
  const text = textOfValue(valueFromText(`${"x".repeat(100)}\n  needle\n${"y".repeat(300)}`));
  const start = text.indexOf("needle");
  expect(excerptValue(text, { start, end: start + 6 })).toEqual({
    before: `…${"x".repeat(37)} `,
    match: "needle",
    after: ` ${"y".repeat(119)}…`,
  });
  expect(excerptValue("needle", { start: 0, end: 6 })).toEqual({ before: "", match: "needle", after: "" });
});
