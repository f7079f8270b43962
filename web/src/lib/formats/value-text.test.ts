import { asValue, valueFromText } from "@etcd-explorer/shared/model/bytes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askedValue } from "./shown-value.ts";
import { canBeEditedAs, encodingOf, fromEditText, lineBreakOf, toEditText } from "./value-text.ts";

describe("values in the editor", () => {
  test("come back to the byte, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (list) => {
        const value = asValue(Uint8Array.from(list));
        for (const encoding of [encodingOf(value), "hex", "base64"] as const) {
          expect(canBeEditedAs(value, encoding)).toBe(true);
          expect(fromEditText(toEditText(askedValue(value), encoding), encoding)).toEqual(value);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("are text where they are text in any script, with tabs and any line breaks", () => {
    for (const text of ["", "plain", "grüße 設定 🔑", "a\tb\r\nc\rd\n", "\ufeffmarked", "\u001b[31mred"]) {
      expect(encodingOf(valueFromText(text))).toBe("text");
    }
  });

  test("are hex where they are binary, also if every byte is ASCII", () => {
    expect(encodingOf(asValue(Uint8Array.of(0xff, 0xfe)))).toBe("hex");
    expect(encodingOf(valueFromText("k8s\u0000rest"))).toBe("hex");
    expect(toEditText(askedValue(asValue(Uint8Array.of(0xff, 0xfe, 0))), "hex")).toBe("ff fe 00");
  });

  test("are not made of half a byte or a lone surrogate", () => {
    expect(fromEditText("ff f", "hex")).toBeUndefined();
    expect(fromEditText("/w=", "base64")).toBeUndefined();
    expect(fromEditText("/w\n==", "base64")).toEqual(Uint8Array.of(0xff));
    expect(canBeEditedAs(asValue(Uint8Array.of(0xff)), "text")).toBe(false);
    expect(fromEditText("\ud800", "text")).toBeUndefined();
  });

  test("split at the break that joins them again", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\r", "\n", "\r\n"), { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const lineBreak = lineBreakOf(text);
        expect(text.split(lineBreak).join(lineBreak)).toBe(text);
        // With CRLF chosen no line may hold a break of its own, which the editor would show as one line.
        expect(lineBreak === "\r\n" && text.split("\r\n").some((line) => /[\r\n]/.test(line))).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(lineBreakOf("a\r\nb")).toBe("\r\n");
    expect(lineBreakOf("a\r\nb\nc")).toBe("\n");
  });
});
