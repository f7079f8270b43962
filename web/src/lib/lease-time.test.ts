import { describe, expect, test } from "vitest";
import { describeLeft, secondsLeft } from "./lease-time.ts";

const reading = { ttlSeconds: 58n, grantedTtlSeconds: 60n, readAtMs: 1_000_000 };

describe("what a lease has left", () => {
  test("counts down from when it was read, and never below nothing", () => {
    expect(secondsLeft(reading, 1_000_000)).toBe(58n);
    expect(secondsLeft(reading, 1_010_900)).toBe(48n);
    expect(secondsLeft(reading, 2_000_000)).toBe(0n);
    expect(secondsLeft(reading, 0)).toBe(58n);
  });

  test("says that it ended, or is due to", () => {
    expect(describeLeft({ ...reading, ttlSeconds: -1n }, 0)).toBe("ended");
    expect(describeLeft(reading, 2_000_000)).toBe("due to end");
  });
});
