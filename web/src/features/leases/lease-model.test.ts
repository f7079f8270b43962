import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import {
  describeAttached,
  describeListed,
  describeLoaded,
  orderLeases,
  withKept,
  type LeaseAnswer,
  type LeaseAnswers,
} from "./lease-model.ts";

const id = (value: number) => asLeaseId(int64(value));
const answer = (ttl: number, keys = 0, readAtMs = 0): LeaseAnswer => ({
  readAtMs,
  ttlSeconds: BigInt(ttl),
  grantedTtlSeconds: 60n,
  keys: Array.from({ length: keys }, () => keyFromText("k")),
});

test("leases are ordered by what is known, and those not asked yet come last", () => {
  const answers: LeaseAnswers = new Map<LeaseId, LeaseAnswer | { failed: string }>([
    [id(1), answer(50, 1)],
    [id(2), answer(10, 0)],
    [id(3), { failed: "away" }],
    [id(4), answer(30, 7)],
    [id(6), answer(-1)],
  ]);
  const ids = [1, 2, 3, 4, 5, 6].map(id);
  expect(orderLeases(ids, answers, "id", 0)).toEqual(ids);
  expect(orderLeases(ids, answers, "soonest", 0)).toEqual([6, 2, 4, 1, 3, 5].map(id));
  expect(orderLeases(ids, answers, "keys", 0)).toEqual([4, 1, 2, 6, 3, 5].map(id));
});

test("a lease that this page has renewed since it was asked for counts from there", () => {
  const kept = { keptAtMs: 50_000, ttlSeconds: 60n };
  expect(withKept(answer(60), kept)).toMatchObject({ readAtMs: 50_000, ttlSeconds: 60n, renewedAtMs: 50_000 });
  expect(withKept(answer(60, 0, 60_000), kept)).toEqual(answer(60, 0, 60_000));
  expect(withKept(answer(60), { keptAtMs: 50_000 })).toEqual(answer(60));
});

test("an order by details says that those not loaded come last", () => {
  expect(describeLoaded(149, 501, "id")).toBe("details of 149 loaded");
  expect(describeLoaded(1490, 5010, "keys")).toBe("details of 1,490 loaded, the others come last");
  expect(describeLoaded(501, 501, "keys")).toBeUndefined();
});

test("without a leader nobody says that there are no leases, or that these are all", () => {
  expect(describeListed(0, true)).toBe("0 leases");
  expect(describeListed(1, true)).toBe("1 lease");
  expect(describeListed(0, false)).toBe("Not known: no leader");
  expect(describeListed(1200, false)).toBe("1,200 leases as last known: no leader");
});

test("keys that were not read are not none", () => {
  expect(describeAttached(0, false)).toBe("0 attached keys");
  expect(describeAttached(undefined, false)).toBe("Loading attached keys…");
  expect(describeAttached(undefined, true)).toBe("Attached keys not known");
  // What was read before stays.
  expect(describeAttached(1, true)).toBe("1 attached key");
});
