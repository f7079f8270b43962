import { describe, expect, test } from "vitest";
import { encodeNumber, encodeVector, readNumber, readVector, readVectors } from "./vector.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("a number", () => {
  test.each([
    [1, 255, [255]],
    [2, 0x0303, [3, 3]],
    [3, 0x010203, [1, 2, 3]],
  ] as const)("of %d bytes goes both ways, the high byte first", (size, number, encoded) => {
    expect(encodeNumber(number, size)).toEqual(bytes(...encoded));
    expect(readNumber(bytes(...encoded, 9), size)).toBe(number);
  });
});

describe("a vector", () => {
  test("carries its length before it, and what is behind it is left", () => {
    const encoded = encodeVector(2, bytes(1, 2), bytes(3));
    expect(encoded).toEqual(bytes(0, 3, 1, 2, 3));
    expect(readVector(bytes(...encoded, 8, 9), 2)).toEqual({ content: bytes(1, 2, 3), rest: bytes(8, 9) });
  });

  test.each([[[]], [[0]], [[0, 1]], [[0, 3, 1, 2]]])("of %j is not whole", (encoded) => {
    expect(readVector(bytes(...encoded), 2)).toBeUndefined();
  });

  test("may be empty", () => {
    expect(readVector(encodeVector(1), 1)).toEqual({ content: bytes(), rest: bytes() });
  });
});

describe("vectors in a row", () => {
  test("are read to the end", () => {
    expect(readVectors(bytes(1, 7, 0, 2, 8, 9), 1)).toEqual([bytes(7), bytes(), bytes(8, 9)]);
    expect(readVectors(bytes(), 3)).toEqual([]);
  });

  test("of which the last is not whole are none", () => {
    expect(readVectors(bytes(1, 7, 2, 8), 1)).toBeUndefined();
  });
});
