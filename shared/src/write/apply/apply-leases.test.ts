import { expect, test } from "vitest";
import { asLeaseId, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { ApplyLeases } from "./apply-leases.ts";
import type { TargetCall } from "./apply-plan.ts";

const own = asLeaseId(int64(7));

/** A target that grants leases and knows which of them live. */
function target() {
  const living = new Set<LeaseId | undefined>([own]);
  const call: TargetCall = {
    txn: () => Promise.reject(new Error("nothing is written here")),
    leaseGrant: ({ id }) => Promise.resolve(living.add(id)),
    leaseTimeToLive: (id) => Promise.resolve({ ttlSeconds: living.has(id) ? 60n : -1n }),
  };
  return { call, living };
}

test("a new lease replaces the one that was granted and ended while the plan was stopped", async () => {
  const { call, living } = target();
  const leases = new ApplyLeases({ kind: "new", ttlSeconds: 60n });
  await leases.beginPiece(call);
  const first = await leases.leaseFor(call, own);
  await leases.beginPiece(call);
  expect(await leases.leaseFor(call, own)).toBe(first);
  living.clear();
  await leases.beginPiece(call);
  const second = await leases.leaseFor(call, own);
  expect(second).not.toBe(first);
  expect(living).toEqual(new Set([second]));
  expect(leases.granted).toBe(second);
});

test("a lease that was alive and has ended while the plan was stopped gets no more keys", async () => {
  const { call, living } = target();
  const leases = new ApplyLeases({ kind: "keep" });
  await leases.beginPiece(call);
  expect(await leases.leaseFor(call, own)).toBe(own);
  living.clear();
  // What is read of one piece holds for the whole of it.
  expect(await leases.leaseFor(call, own)).toBe(own);
  await leases.beginPiece(call);
  expect(await leases.leaseFor(call, own)).toBe(noLease);
});
