import { describe, expect, test } from "vitest";
import { describeLeft, dueAtMs, isShort, leaseLeft, readAgain, shareLeft, type LeaseReading } from "./lease-time.ts";

const reading: LeaseReading = { ttlSeconds: 58n, grantedTtlSeconds: 60n, readAtMs: 1_000_000 };
const at = (nowMs: number, of = reading, failed = false) => describeLeft(leaseLeft(of, nowMs, failed));
const ended = { ...reading, ttlSeconds: -1n };

const isShortAt = (ttlSeconds: bigint, grantedTtlSeconds = 60n) =>
  isShort(leaseLeft({ ...reading, ttlSeconds, grantedTtlSeconds, renewedAtMs: reading.readAtMs }, reading.readAtMs));
const again = (ttlSeconds: bigint, readAtMs: number) =>
  readAgain(reading, { ttlSeconds, grantedTtlSeconds: 60n }, readAtMs);
const due = (ttlSeconds: bigint, grantedTtlSeconds: bigint) => dueAtMs({ ttlSeconds, grantedTtlSeconds, readAtMs: 0 });

describe("what a lease has left", () => {
  test("counts down from when it was read", () => {
    expect(at(1_000_000)).toBe("58 s");
    expect(at(1_010_900)).toBe("48 s");
    expect(at(0)).toBe("58 s");
    expect(shareLeft({ ...reading, ttlSeconds: 60n }, 1_030_000)).toBe(0.5);
    expect(shareLeft(ended, 1_000_000)).toBe(0);
  });

  test("is never nothing: at its end it is being read, not known, or expired", () => {
    expect(at(1_057_999)).toBe("1 s");
    expect(at(1_058_000)).toBe("reading…");
    expect(at(2_000_000)).toBe("reading…");
    expect(at(2_000_000, reading, true)).toBe("not known");
    expect(at(1_000_000, { ...reading, ttlSeconds: 0n })).toBe("reading…");
    expect(at(2_000_000, ended)).toBe("expired");
  });

  test("is short where it ends soon, unless it is renewed all the time", () => {
    expect([isShortAt(9n), isShortAt(10n), isShortAt(9n, 10n), isShortAt(-1n), isShortAt(0n)]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});

describe("a lease that is read again", () => {
  test("is renewed where it has more than was counted down to, beyond the rounding", () => {
    expect(again(60n, 1_020_000)).toEqual({
      ...reading,
      ttlSeconds: 60n,
      readAtMs: 1_020_000,
      renewedAtMs: 1_020_000,
    });
    expect(at(1_020_000, again(60n, 1_020_000))).toBe("1 min · renewed");
    expect(again(40n, 1_020_000).renewedAtMs).toBe(1_020_000);
    expect(again(39n, 1_020_000).renewedAtMs).toBeUndefined();
    expect(again(38n, 1_020_000).renewedAtMs).toBeUndefined();
    expect(again(-1n, 1_070_000).renewedAtMs).toBeUndefined();
    expect(readAgain(undefined, reading, 5).renewedAtMs).toBeUndefined();
  });

  test("stays so for its time, unless less than a third of it is left", () => {
    const renewed = again(60n, 1_020_000);
    // Read again, it had gone down as it was counted: that alone says nothing.
    const counted = readAgain(renewed, { ttlSeconds: 50n, grantedTtlSeconds: 60n }, 1_030_000);
    expect(at(1_030_000, counted)).toBe("50 s · renewed");
    expect(at(1_060_000, counted)).toBe("20 s · renewed");
    expect(at(1_061_000, counted)).toBe("19 s");
    const long = readAgain(renewed, { ttlSeconds: 30n, grantedTtlSeconds: 60n }, 1_080_000);
    expect(at(1_080_000, { ...long, renewedAtMs: 1_020_000 })).toBe("30 s · renewed");
    expect(at(1_080_001, { ...long, renewedAtMs: 1_020_000 })).toBe("30 s");
  });
});

describe("a lease is read again", () => {
  test("at a third of its time, and a second before it seems to end", () => {
    expect(due(60n, 60n)).toBe(20_000);
    expect(due(10n, 10n)).toBeCloseTo(3333, 0);
    expect(due(3n, 60n)).toBe(2000);
  });

  test("once a second at most, and every five minutes at least", () => {
    expect([due(2n, 2n), due(1n, 60n), due(0n, 60n)]).toEqual([1000, 1000, 1000]);
    expect(due(9_000_000_000n, 9_000_000_000n)).toBe(300_000);
  });

  test("never after it has ended", () => {
    expect(due(-1n, 0n)).toBeUndefined();
    // It has expired, and its keys are still to be deleted.
    expect(due(-1n, 60n)).toBe(1000);
  });
});
