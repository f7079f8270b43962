import { keyFromText } from "@etcd-explorer/shared/bytes";
import { asLeaseId, int64, type LeaseId } from "@etcd-explorer/shared/int64";
import { expect, test } from "vitest";
import { orderLeases, secondsLeft, shareLeft, withKept, type LeaseAnswer, type LeaseAnswers } from "./lease-model.ts";

const id = (value: number) => asLeaseId(int64(value));
const answer = (ttl: number, keys = 0, askedAtMs = 0): LeaseAnswer => ({
  askedAtMs,
  lease: {
    id: id(1),
    ttlSeconds: BigInt(ttl),
    grantedTtlSeconds: 60n,
    keys: Array.from({ length: keys }, () => keyFromText("k")),
  },
});

test("a lease is counted down without asking again, and never below zero", () => {
  expect(secondsLeft(answer(60), 0)).toBe(60);
  expect(secondsLeft(answer(60), 1999)).toBe(59);
  expect(secondsLeft(answer(60), 600_000)).toBe(0);
  expect(secondsLeft(answer(-1), 0)).toBe(-1);
  expect(shareLeft(answer(60), 30_000)).toBe(0.5);
  expect(shareLeft(answer(-1), 0)).toBe(0);
});

test("leases are ordered by what is known, and those not asked yet come last", () => {
  const answers: LeaseAnswers = new Map<LeaseId, LeaseAnswer | { failed: string }>([
    [id(1), answer(50, 1)],
    [id(2), answer(10, 0)],
    [id(3), { failed: "away" }],
    [id(4), answer(30, 7)],
  ]);
  const ids = [1, 2, 3, 4, 5].map(id);
  expect(orderLeases(ids, answers, "id", 0)).toEqual(ids);
  expect(orderLeases(ids, answers, "soonest", 0)).toEqual([2, 4, 1, 3, 5].map(id));
  expect(orderLeases(ids, answers, "keys", 0)).toEqual([4, 1, 2, 3, 5].map(id));
});

test("a lease that was renewed since it was asked for counts from there", () => {
  expect(secondsLeft(withKept(answer(60), { keptAtMs: 50_000, ttlSeconds: 60n }), 55_000)).toBe(55);
  expect(secondsLeft(withKept(answer(60, 0, 50_000), { keptAtMs: 10_000, ttlSeconds: 60n }), 55_000)).toBe(55);
  expect(secondsLeft(withKept(answer(60), { keptAtMs: 50_000 }), 55_000)).toBe(5);
});
