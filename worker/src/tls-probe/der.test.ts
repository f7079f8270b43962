import { describe, expect, test } from "vitest";
import { readElements, readInside, tag } from "./der.ts";

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

describe("DER", () => {
  test("is elements in a row", () => {
    expect(readElements(bytes(0x0c, 2, 0x61, 0x62, 0x30, 0))).toEqual([
      { tag: tag.utf8String, content: bytes(0x61, 0x62) },
      { tag: tag.sequence, content: bytes() },
    ]);
    expect(readElements(bytes())).toEqual([]);
  });

  test.each([
    [200, [0x81, 200]],
    [300, [0x82, 1, 44]],
    [70_000, [0x83, 1, 0x11, 0x70]],
  ])("has a long length, of %d bytes", (length, spelled) => {
    const content = new Uint8Array(length).fill(7);
    expect(readElements(bytes(4, ...spelled, ...content))).toEqual([{ tag: tag.octetString, content }]);
  });

  test.each([
    ["nothing but a tag", [0x30]],
    ["content that is cut", [0x30, 3, 1, 2]],
    ["a length that is cut", [0x30, 0x82, 1]],
    ["an open length", [0x30, 0x80, 0, 0]],
    ["a length beyond all messages", [0x30, 0x84, 0, 0, 0, 0]],
    ["a tag of several bytes", [0x1f, 0x81, 0]],
    ["a second element that is cut", [5, 0, 0x30, 1]],
  ])("is not %s", (_name, broken) => {
    expect(readElements(bytes(...broken))).toBeUndefined();
  });

  test("is looked into by the tag that is due", () => {
    const element = { tag: tag.sequence, content: bytes(5, 0) };
    expect(readInside(element, tag.sequence)).toEqual([{ tag: 5, content: bytes() }]);
    expect(readInside(element, tag.set)).toBeUndefined();
    expect(readInside(undefined, tag.set)).toBeUndefined();
  });
});
