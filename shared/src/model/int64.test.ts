import fc from "fast-check";
import { encodeUtf8 } from "./bytes.ts";
import { describe, expect, test } from "vitest";
import {
  addInt64,
  compareInt64,
  int64FromDigits,
  formatGrouped,
  formatLeaseHex,
  int64,
  parseInt64,
  parseLeaseHex,
  parseLeaseId,
  parseRevision,
  subtractInt64,
} from "./int64.ts";

const anyInteger = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n });
const parsed = (value: bigint) => {
  const integer = parseInt64(value.toString());
  if (integer === undefined) throw new Error(`${value} did not parse`);
  return integer;
};

describe("int64 as text", () => {
  test("keeps every integer of int64 and uint64", () => {
    fc.assert(fc.property(anyInteger, (value) => parsed(value) === value.toString()));
  });

  test("refuses what is no integer or lies outside", () => {
    for (const bad of [
      "",
      " 1",
      "1.0",
      "1e3",
      "0x1",
      "18446744073709551616",
      "-9223372036854775809",
      1.5,
      2 ** 60,
      null,
      {},
    ]) {
      expect(parseInt64(bad)).toBeUndefined();
    }
  });

  test("drops a plus sign and leading zeros", () => {
    expect(parseInt64("+007")).toBe("7");
    expect(parseInt64("-0")).toBe("0");
  });

  test("adds exactly, at every size", () => {
    expect(addInt64(parsed(9_007_199_254_740_993n), 1)).toBe("9007199254740994");
    expect(addInt64(int64(0), -1)).toBe("-1");
  });

  test("orders exactly, at every size", () => {
    fc.assert(
      fc.property(anyInteger, anyInteger, (a, b) => {
        expect(Math.sign(compareInt64(parsed(a), parsed(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(subtractInt64(parsed(a), parsed(b))).toBe(a - b);
      }),
    );
  });

  test("revisions are never negative", () => {
    expect(parseRevision("-1")).toBeUndefined();
    expect(parseRevision("1204331")).toBe("1204331");
  });

  test("revisions are no larger than etcd can count", () => {
    expect(parseRevision("9223372036854775807")).toBe("9223372036854775807");
    expect(parseRevision("9223372036854775808")).toBeUndefined();
  });

  test("numbers become text only where they are exact", () => {
    expect(int64(42)).toBe("42");
    expect(() => int64(2 ** 53)).toThrow(RangeError);
  });
});

describe("lease IDs", () => {
  test("are hex for people, as etcdctl prints them, and turn back", () => {
    const id = parseLeaseId("9223372036854775807");
    expect(id && formatLeaseHex(id)).toBe("7fffffffffffffff");
    const small = parseLeaseId(BigInt("0xda20479b9d554").toString());
    expect(small && formatLeaseHex(small)).toBe("000da20479b9d554");
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const lease = parseLeaseId(value.toString());
        expect(lease && parseLeaseHex(formatLeaseHex(lease))).toBe(lease);
      }),
    );
  });

  test("of more than 16 hex digits are refused", () => {
    expect(parseLeaseHex("10000000000000000")).toBeUndefined();
    expect(parseLeaseHex("lease")).toBeUndefined();
  });
});

test("integers are grouped in threes for people", () => {
  expect([0, 999, 1000, 1_204_331].map((value) => formatGrouped(value))).toEqual(["0", "999", "1,000", "1,204,331"]);
});

const readDigits = (text: string) => int64FromDigits(encodeUtf8(` ${text}"`), 1, 1 + text.length);

describe("digits in bytes", () => {
  test("are read as their text is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (value) => {
        expect(readDigits(String(value))).toBe(parseInt64(String(value)));
      }),
    );
  });

  test.each(["", "-1", "+1", "01", "1.5", "1e3", "12345678901234567890", "1234567890123456x"])(
    "%j are none",
    (text) => {
      expect(readDigits(text)).toBeUndefined();
    },
  );
});
