import { expect, test } from "vitest";
import { formatTtl } from "./ttl.ts";

test("what a lease has left is written in its two largest units, at any size", () => {
  expect([0, 5n, 60, 598, 7_384n, 86_400, 183_600n, 9_000_000_000n].map(formatTtl)).toEqual([
    "0 s",
    "5 s",
    "1 min",
    "9 min 58 s",
    "2 h 3 min",
    "1 d",
    "2 d 3 h",
    "104,166 d 16 h",
  ]);
});

test("a lease that etcd no longer knows has ended", () => {
  expect(formatTtl(-1n)).toBe("ended");
});
