import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { asLeaseId, int64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { leaseLeft } from "#/lib/lease-time.ts";
import {
  describeAttached,
  describeLeftOrLast,
  describeListed,
  describeLoaded,
  describeUnread,
  findUnread,
  orderLeases,
  whyUnknown,
  withKept,
  type LeaseAnswer,
  type LeaseAnswers,
  type UnreadLease,
} from "./lease-model.ts";

const timedOut = new FailureError({
  kind: "rejected",
  status: 503,
  code: 14,
  message: "etcdserver: request timed out",
});
const why = "etcd timed out: etcdserver: request timed out (code 14)";
const id = (value: number) => asLeaseId(int64(value));
const answer = (ttl: number, keys = 0, readAtMs = 0): LeaseAnswer => ({
  readAtMs,
  ttlSeconds: BigInt(ttl),
  grantedTtlSeconds: 60n,
  readOnMs: new Date(2026, 10, 30, 14, 5, 9).getTime() + readAtMs,
  keys: Array.from({ length: keys }, () => keyFromText("k")),
});

test("leases are ordered by what is known, and those not asked yet come last", () => {
  const answers: LeaseAnswers = new Map<LeaseId, LeaseAnswer | UnreadLease>([
    [id(1), answer(50, 1)],
    [id(2), answer(10, 0)],
    [id(3), { error: timedOut }],
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
  // What was renewed is known, though it could not be read; unless it can no longer be renewed either.
  const unread = { ...answer(60), error: timedOut };
  expect(whyUnknown(withKept(unread, kept), true)).toBeUndefined();
  expect(whyUnknown(withKept(unread, { ...kept, trouble: "No leader" }), true)).toBe(why);
  expect(whyUnknown(withKept(unread, kept), false)).toBe("The cluster has no leader");
});

test("what was known before is marked with its time, and nothing else counts as known", () => {
  const nowMs = new Date(2026, 10, 30, 14, 6).getTime();
  const told = (read: LeaseAnswer | undefined) => describeLeftOrLast(leaseLeft(read, 10_000, why), read, nowMs);
  expect(told(answer(58))).toBe("not known · was 58 s at 14:05:09");
  expect(told(withKept(answer(58), { keptAtMs: 5000, ttlSeconds: 60n }))).toBe("not known · was 1 min at 14:05:14");
  expect(told(answer(-1))).toBe("not known");
  expect(told(undefined)).toBe("not known");
  expect(describeLeftOrLast(leaseLeft(answer(58), 10_000), answer(58), nowMs)).toBe("48 s");
});

test("one reason is told for all leases that could not be read: that of most, with what to do", () => {
  const denied = new FailureError({ kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" });
  const answers: LeaseAnswers = new Map<LeaseId, LeaseAnswer | UnreadLease>([
    [id(1), { error: denied }],
    [id(2), { error: timedOut }],
    [id(3), { ...answer(50), error: timedOut }],
    [id(4), answer(50)],
    // It is listed no more.
    [id(6), { error: denied }],
    [id(7), { error: denied }],
  ]);
  const unread = findUnread([1, 2, 3, 4, 5].map(id), answers);
  expect(unread).toEqual({ count: 3, failure: timedOut.failure });
  const told = `${why}. The cluster may have no leader. Check members and quorum under Cluster.`;
  expect(unread && describeUnread(unread, 5)).toBe(`Could not read 3 of 5 leases. ${told}`);
  expect(unread && describeUnread(unread, 3)).toBe(`Could not read the leases. ${told}`);
  expect(findUnread([id(4), id(5)], answers)).toBeUndefined();
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
  // What was read before stays, and is marked as old.
  expect(describeAttached(1, true)).toBe("1 attached key as last known");
});
