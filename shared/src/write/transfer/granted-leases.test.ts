import { describe, expect, test } from "vitest";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, int64, type LeaseId } from "../../model/int64.ts";
import type { LeaseGrantRequest } from "../../model/lease.ts";
import { GrantedLeases } from "./granted-leases.ts";

const lease = (id: number) => asLeaseId(int64(id));

/** An etcd that knows its leases, and whose answers to some requests get lost. */
function etcdLosing(lost: ReadonlySet<number>) {
  const granted = new Set<LeaseId>();
  let asked = 0;
  return {
    granted,
    leaseGrant: async ({ id = lease(1), ttlSeconds }: LeaseGrantRequest) => {
      if (granted.has(id)) {
        const message = "etcdserver: lease already exists";
        throw new FailureError({ kind: "rejected", status: 400, code: 9, message });
      }
      granted.add(id);
      if (lost.has(asked++)) throw new FailureError({ kind: "offline", message: "no answer" });
      return { id, ttlSeconds };
    },
  };
}

describe("the leases of an import", () => {
  test("are granted once for each lease of the file", async () => {
    const etcd = etcdLosing(new Set());
    const leases = new GrantedLeases();
    const first = await leases.standIn(etcd, lease(7), 60n);
    expect(await leases.standIn(etcd, lease(7), 60n)).toBe(first);
    expect(await leases.standIn(etcd, lease(8), 60n)).not.toBe(first);
    expect(etcd.granted.size).toBe(2);
  });

  test("are not granted anew where the answer was lost", async () => {
    const etcd = etcdLosing(new Set([0]));
    const leases = new GrantedLeases();
    await expect(leases.standIn(etcd, lease(7), 60n)).rejects.toThrow("no answer");
    const id = await leases.standIn(etcd, lease(7), 60n);
    expect([...etcd.granted]).toEqual([id]);
  });

  test("never take over a lease that somebody else has granted under that ID", async () => {
    const etcd = etcdLosing(new Set());
    await etcd.leaseGrant({ id: lease(5), ttlSeconds: 60n });
    await expect(new GrantedLeases(() => lease(5)).standIn(etcd, lease(7), 60n)).rejects.toThrow("already exists");
  });
});
