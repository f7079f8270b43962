import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asKey, keyFromText, startsWith, type Key } from "./bytes.ts";
import { allKeys, isEmptyRange, isInRange, keyAfter, openEnd, prefixEnd, prefixRange } from "./range.ts";

// Few distinct bytes, so that prefixes, 0x00 and 0xff meet often.
const byte = fc.constantFrom(0x00, 0x01, 0x2f, 0x30, 0x61, 0xfe, 0xff);
const anyKey = fc.array(byte, { minLength: 1, maxLength: 6 }).map((list): Key => asKey(Uint8Array.from(list)));
const anyPrefix = fc.array(byte, { maxLength: 5 }).map((list): Key => asKey(Uint8Array.from(list)));

describe("prefix ends", () => {
  test("raise the last byte", () => {
    expect(prefixEnd(keyFromText("/config/"))).toEqual(keyFromText("/config0"));
  });

  test("drop 0xff from the end first", () => {
    expect(prefixEnd(asKey(Uint8Array.of(0x61, 0xff, 0xff)))).toEqual(Uint8Array.of(0x62));
  });

  test("are open for the empty prefix and for 0xff alone", () => {
    expect(prefixEnd(asKey(new Uint8Array()))).toEqual(openEnd);
    expect(prefixEnd(asKey(Uint8Array.of(0xff, 0xff)))).toEqual(openEnd);
  });

  test("make the range hold exactly the keys that start with the prefix", () => {
    fc.assert(
      fc.property(anyKey, anyPrefix, (key, prefix) => {
        expect(isInRange(key, prefixRange(prefix))).toBe(startsWith(key, prefix));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("ranges", () => {
  test("the whole keyspace holds every key", () => {
    fc.assert(fc.property(anyKey, (key) => isInRange(key, allKeys)));
  });

  test("without an end hold one key", () => {
    fc.assert(
      fc.property(anyKey, anyKey, (key, other) => {
        expect(isInRange(other, { key })).toBe(Buffer.compare(key, other) === 0);
      }),
    );
  });

  test("nothing lies between a key and the key after it", () => {
    fc.assert(
      fc.property(anyKey, anyKey, (key, other) => {
        const between = isInRange(other, { key, rangeEnd: keyAfter(key) });
        expect(between).toBe(Buffer.compare(key, other) === 0);
      }),
    );
  });

  test("that end before they start are empty", () => {
    fc.assert(
      fc.property(anyKey, anyKey, anyKey, (key, rangeEnd, other) => {
        fc.pre(isEmptyRange({ key, rangeEnd }));
        expect(isInRange(other, { key, rangeEnd })).toBe(false);
      }),
    );
  });
});
