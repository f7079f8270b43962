import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64, encodeBase64, encodeUtf8 } from "../../model/bytes.ts";
import { decodeBase64Bytes } from "./base64-bytes.ts";

const read = (text: string) => decodeBase64Bytes(encodeUtf8(`"${text}"`), 1, 1 + encodeUtf8(text).length);

describe("base64 in bytes", () => {
  test("gives the bytes that it stands for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(read(encodeBase64(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  test("refuses what the other reader refuses", () => {
    const text = fc.string({ unit: fc.constantFrom("A", "z", "9", "+", "/", "=", "-", "é", "\n"), maxLength: 9 });
    fc.assert(
      fc.property(text, (base64) => {
        expect(read(base64)).toEqual(decodeBase64(base64));
      }),
      { numRuns: 2000 },
    );
  });
});
