import { int64, zeroInt64, zeroRevision } from "@etcd-explorer/shared/model/int64";
import { describe, expect, test } from "vitest";
import { describeLeft, dueAtMs, isShort, leaseLeft, readAgain, shareLeft, type LeaseReading } from "./lease-time.ts";

const reading: LeaseReading = { ttlSeconds: 58n, grantedTtlSeconds: 60n, readAtMs: 1_000_000 };
const at = (nowMs: number, of = reading, why?: string) => describeLeft(leaseLeft(of, nowMs, why));
const ended = { ...reading, ttlSeconds: -1n };

const isShortAt = (ttlSeconds: bigint, grantedTtlSeconds = 60n) =>
  isShort(leaseLeft({ ...reading, ttlSeconds, grantedTtlSeconds, renewedAtMs: reading.readAtMs }, reading.readAtMs));
const again = (before: LeaseReading | undefined, ttlSeconds: bigint, readAtMs: number, grantedTtlSeconds = 60n) =>
  readAgain(before, { ttlSeconds, grantedTtlSeconds }, { askedAtMs: readAtMs, readAtMs });
const headerOf = (term: number) => ({
  clusterId: zeroInt64,
  memberId: zeroInt64,
  revision: zeroRevision,
  raftTerm: int64(term),
});
const first = again(undefined, 58n, 1_000_000);
const due = (ttlSeconds: bigint, grantedTtlSeconds: bigint) => dueAtMs({ ttlSeconds, grantedTtlSeconds, readAtMs: 0 });

describe("what a lease has left", () => {
  test("counts down from when it was read", () => {
    expect(at(1_000_000)).toBe("58 s");
    expect(at(1_010_900)).toBe("48 s");
    expect(at(0)).toBe("58 s");
    expect(shareLeft({ ...reading, ttlSeconds: 60n }, 1_030_000)).toBe(0.5);
    expect(shareLeft(ended, 1_000_000)).toBe(0);
  });

  test("is not known once it cannot be read, however much it had, and also where it had never been read", () => {
    const unknown = { kind: "unknown", why: "No leader" };
    expect(leaseLeft(reading, 1_000_000, "No leader")).toEqual(unknown);
    expect(leaseLeft(undefined, 1_000_000, "No leader")).toEqual(unknown);
    expect(at(1_000_000, reading, "No leader")).toBe("not known");
    expect(describeLeft(leaseLeft(undefined, 1_000_000))).toBe("loading…");
    // The next leader gives it its whole time again, unless its keys are deleted.
    expect(at(1_000_000, ended, "No leader")).toBe("not known");
    expect(at(1_000_000, { ...ended, grantedTtlSeconds: 0n }, "No leader")).toBe("expired");
    expect(isShort(leaseLeft(ended, 1_000_000, "No leader"))).toBe(false);
  });

  test("is never nothing: at its end it is being read, or expired", () => {
    expect(at(1_057_999)).toBe("1 s");
    expect(at(1_058_000)).toBe("loading…");
    expect(at(2_000_000)).toBe("loading…");
    expect(at(1_000_000, { ...reading, ttlSeconds: 0n })).toBe("loading…");
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

/** A lease of 5 s, read at every third of it, with so much left at each moment. */
const readings = (leftAt: (ms: number) => number) => {
  let told: LeaseReading | undefined;
  for (let ms = 0; ms < 4000; ms += 1667) told = again(told, BigInt(Math.floor(leftAt(ms))), ms, 5n);
  return told?.renewedAtMs;
};

describe("a lease that is read again", () => {
  test("is renewed where it has more than it could have been left, however little that is", () => {
    expect(again(first, 60n, 1_020_000)).toMatchObject({ ttlSeconds: 60n, renewedAtMs: 1_020_000 });
    expect(at(1_020_000, again(first, 60n, 1_020_000))).toBe("1 min · renewed");
    // 58 s and a part of one were left: after 20 s 39 s at most.
    expect(again(first, 40n, 1_020_000).renewedAtMs).toBe(1_020_000);
    expect(again(first, 39n, 1_020_000).renewedAtMs).toBeUndefined();
    expect(again(first, 39n, 1_020_100).renewedAtMs).toBeUndefined();
    expect(again(first, 39n, 1_020_101).renewedAtMs).toBe(1_020_101);
    expect(again(first, 38n, 1_020_000).renewedAtMs).toBeUndefined();
    expect(again(first, -1n, 1_070_000).renewedAtMs).toBeUndefined();
    expect(first.renewedAtMs).toBeUndefined();
  });

  test("is not renewed by a new leader, which gives every lease its whole time again", () => {
    const told = { grantedTtlSeconds: 60n, header: headerOf(7) };
    const before = readAgain(undefined, { ...told, ttlSeconds: 40n }, { askedAtMs: 0, readAtMs: 0 });
    const later = { askedAtMs: 10_000, readAtMs: 10_000 };
    expect(readAgain(before, { ...told, ttlSeconds: 60n }, later).renewedAtMs).toBe(10_000);
    expect(readAgain(before, { ...told, ttlSeconds: 60n, header: headerOf(8) }, later)).toEqual({
      ttlSeconds: 60n,
      grantedTtlSeconds: 60n,
      readAtMs: 10_000,
      endsBeforeMs: 71_000,
      raftTerm: "8",
    });
  });

  test("counts what etcd told from when it was asked: an answer that took long is no renewal", () => {
    const slow = { askedAtMs: 1_019_000, readAtMs: 1_021_000 };
    expect(readAgain(first, { ttlSeconds: 40n, grantedTtlSeconds: 60n }, slow).renewedAtMs).toBeUndefined();
  });

  test("is seen to be renewed by whoever renews every third of 5 s, and not by nobody", () => {
    expect(readings((ms) => 5 - ((ms % 1667) + 300) / 1000)).toBeDefined();
    expect(readings((ms) => 5 - ms / 1000)).toBeUndefined();
  });

  test("stays so for its time, unless less than a third of it is left", () => {
    const renewed = again(first, 60n, 1_020_000);
    // Read again, it had gone down as it was counted: that alone says nothing.
    const counted = again(renewed, 50n, 1_030_000);
    expect(at(1_030_000, counted)).toBe("50 s · renewed");
    expect(at(1_060_000, counted)).toBe("20 s · renewed");
    expect(at(1_061_000, counted)).toBe("19 s");
    const long = { ...reading, ttlSeconds: 30n, readAtMs: 1_080_000, renewedAtMs: 1_020_000 };
    expect(at(1_080_000, long)).toBe("30 s · renewed");
    expect(at(1_080_001, long)).toBe("30 s");
  });
});

describe("a lease is read again", () => {
  test("at a third of its time, and a second before it seems to end", () => {
    expect(due(60n, 60n)).toBe(20_000);
    expect(due(10n, 10n)).toBeCloseTo(3333, 0);
    expect(due(3n, 60n)).toBe(2000);
  });

  test("once a second at most, and once a minute at least", () => {
    expect([due(2n, 2n), due(1n, 60n), due(0n, 60n)]).toEqual([1000, 1000, 1000]);
    expect(due(9_000_000_000n, 9_000_000_000n)).toBe(60_000);
  });

  test("never after it has ended", () => {
    expect(due(-1n, 0n)).toBeUndefined();
    // It has expired, and its keys are still to be deleted.
    expect(due(-1n, 60n)).toBe(1000);
  });
});
