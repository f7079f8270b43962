import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeHex, encodeHex, valueFromText } from "./bytes.ts";
import { quoteGo, unquoteGo } from "./go-string.ts";

test("any bytes come back as they were, from one line of text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const quoted = quoteGo(bytes);
      expect(quoted).not.toMatch(/[\n\r]/);
      expect(quoted.isWellFormed()).toBe(true);
      expect(encodeHex(unquoteGo(quoted) ?? new Uint8Array([1]))).toBe(encodeHex(bytes));
    }),
  );
});

test("any text comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(unquoteGo(quoteGo(valueFromText(text)))).toEqual(valueFromText(text));
    }),
  );
});

test("printable text stays readable, the rest is escaped as Go does", () => {
  expect(quoteGo(valueFromText(`grüße "\\" $x 'y'\n\t`))).toBe(String.raw`"grüße \"\\\" $x 'y'\n\t"`);
  expect(quoteGo(Uint8Array.of(0xff, 0, 0x7f))).toBe(String.raw`"\xff\x00\x7f"`);
});

test.each([
  [String.raw`"\a\b\f\n\r\t\v\\\""`, "07080c0a0d090b5c22"],
  [String.raw`"\x41\101\u0041\U00000041"`, "41414141"],
  [String.raw`"\u00e9\377"`, "c3a9ff"],
])("reads every escape that Go knows: %s", (text, hex) => {
  expect(unquoteGo(text)).toEqual(decodeHex(hex));
});

test.each([
  String.raw`"\q"`,
  String.raw`"\'"`,
  String.raw`"\x4"`,
  String.raw`"\400"`,
  String.raw`"\ud800"`,
  String.raw`"\U00110000"`,
  `"a`,
  `"a"b"`,
  `"a\nb"`,
  `"\\"`,
  `"`,
  ``,
])("refuses what Go refuses: %j", (text) => {
  expect(unquoteGo(text)).toBeUndefined();
});
