import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as bytes from "./bytes.ts";

const anyBytes = fc.uint8Array({ maxLength: 200 }).map((array) => Uint8Array.from(array));

describe("spellings of bytes", () => {
  test("base64 turns back into the same bytes, and is what Node writes", () => {
    fc.assert(
      fc.property(anyBytes, (value) => {
        const text = bytes.encodeBase64(value);
        expect(text).toBe(Buffer.from(value).toString("base64"));
        expect(bytes.decodeBase64(text)).toEqual(value);
      }),
    );
  });

  test("base64 of more bytes than a call takes arguments is whole", () => {
    const value = Uint8Array.from({ length: 1_000_003 }, (_, at) => (at * 31) & 255);
    expect(bytes.encodeBase64(value)).toBe(Buffer.from(value).toString("base64"));
  });

  test.each(["Zg", "Zg=", "Zm9v!", "_-8=", "Zm 9", "====", "Z==="])(
    "base64 that etcd 3.4 refuses is refused: %s",
    (text) => {
      expect(bytes.decodeBase64(text)).toBeUndefined();
    },
  );

  test("hex turns back into the same bytes", () => {
    fc.assert(
      fc.property(anyBytes, (value) => {
        expect(bytes.encodeHex(value)).toBe(Buffer.from(value).toString("hex"));
        expect(bytes.decodeHex(bytes.encodeHex(value))).toEqual(value);
      }),
    );
  });

  test("hex may be spaced, must be even and of digits", () => {
    expect(bytes.decodeHex("FF fe\n00")).toEqual(Uint8Array.of(255, 254, 0));
    expect(bytes.decodeHex("f")).toBeUndefined();
    expect(bytes.decodeHex("0g")).toBeUndefined();
  });

  test("UTF-8 that decodes encodes to the same bytes, a byte order mark included", () => {
    fc.assert(
      fc.property(anyBytes, (value) => {
        const text = bytes.decodeUtf8(value);
        expect(text === undefined ? value : bytes.encodeUtf8(text)).toEqual(value);
      }),
    );
    const marked = Uint8Array.of(0xef, 0xbb, 0xbf, 0x61);
    expect(bytes.encodeUtf8(bytes.decodeUtf8(marked) ?? "")).toEqual(marked);
    expect(bytes.decodeUtf8(Uint8Array.of(0xff, 0xfe))).toBeUndefined();
  });

  test("every well-formed text survives", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(bytes.isWellFormed(text));
        expect(bytes.decodeUtf8(bytes.encodeUtf8(text))).toBe(text);
      }),
    );
    expect(bytes.isWellFormed("\ud800")).toBe(false);
  });
});

describe("order", () => {
  test("is that of Buffer.compare, and only equal bytes are equal", () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        expect(Math.sign(bytes.compareBytes(a, b))).toBe(Buffer.compare(a, b));
        expect(bytes.equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
      }),
    );
  });

  test("joined parts start with the first", () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        const whole = bytes.concatBytes([a, b]);
        expect(bytes.startsWith(whole, a)).toBe(true);
        expect(whole.subarray(a.length)).toEqual(b);
      }),
    );
  });
});
