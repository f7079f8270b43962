import fc from "fast-check";
import { expect, test } from "vitest";
import { asKey, asValue, keyFromText, valueFromText } from "../../model/bytes.ts";
import { formatKey } from "../../model/key-text.ts";
import { excerptValue, findInKey, textOfKey, textOfValue } from "./searched-text.ts";

test("a key's text is its UTF-8, and else what people see of it", () => {
  expect(textOfKey(keyFromText("/a\\ü\n"))).toBe("/a\\ü\n");
  expect(textOfKey(asKey(Uint8Array.of(0xff, 0xfe, 0, 0x2f)))).toBe(String.raw`\xff\xfe\x00/`);
});

const anyKey = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => asKey(Uint8Array.from(bytes))),
  fc
    .string({ minLength: 1, unit: fc.constantFrom("a", "/", "\\", "\n", "é", "x", " ", "e", "\u0301", "\u200b") })
    .map((text) => keyFromText(text)),
);

test("the parts of a key are the key as it is shown, and the middle is what was found", () => {
  fc.assert(
    fc.property(anyKey, fc.nat(20), fc.nat(20), (key, a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const excerpt = findInKey(key, () => ({ start, end }), false);
      const { before = "", match = "", after = "" } = excerpt ?? {};
      expect(before + match + after).toBe(formatKey(key));
    }),
    { numRuns: 1000 },
  );
});

const looked = (text: string) => (searched: string) => {
  const start = searched.indexOf(text);
  return start < 0 ? undefined : { start, end: start + text.length };
};

test("a text is found in a key as it is shown, also where the key holds what cannot be seen", () => {
  const key = keyFromText("/net\r\neth0 ");
  const find = (text: string, asShown = true) => findInKey(key, looked(text), asShown)?.match;
  expect(find(String.raw`\x0d\x0aeth0`)).toBe(String.raw`\x0d\x0aeth0`);
  expect(find("\neth")).toBe(String.raw`\x0aeth`);
  expect(find(String.raw`0\x20`)).toBe(String.raw`0\x20`);
  expect(find(String.raw`\x0d\x0aeth0`, false)).toBeUndefined();
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
