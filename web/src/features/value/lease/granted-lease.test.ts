import { keyFromText, type Key } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { withPlannedLease } from "./granted-lease.ts";

const seven = asLeaseId(int64(7));
const nine = asLeaseId(int64(9));

function leases(keys: readonly Key[] = []) {
  const revoked: string[] = [];
  const etcd = {
    leaseGrant: async () => ({ id: nine, ttlSeconds: 60n }),
    leaseTimeToLive: async () => ({ id: nine, ttlSeconds: 60n, grantedTtlSeconds: 60n, keys }),
    leaseRevoke: async (id: string) => void revoked.push(id),
  };
  return { etcd, revoked };
}
const grant = { kind: "grant", request: { ttlSeconds: 60n } } as const;
const result = (written: boolean) => async (lease: string) => ({ written, lease });

test("a kept, named or no lease is used as it is", async () => {
  const { etcd } = leases();
  expect(await withPlannedLease(etcd, { kind: "keep" }, seven, result(true))).toEqual({ written: true, lease: "7" });
  const none = { kind: "attach", lease: noLease } as const;
  expect(await withPlannedLease(etcd, none, seven, result(true))).toEqual({ written: true, lease: "0" });
});

test("a granted lease is used, and given back only where nothing was written under it", async () => {
  const used = leases();
  expect(await withPlannedLease(used.etcd, grant, noLease, result(true))).toEqual({ written: true, lease: "9" });
  expect(used.revoked).toEqual([]);
  const unused = leases();
  await withPlannedLease(unused.etcd, grant, noLease, result(false));
  expect(unused.revoked).toEqual(["9"]);
});

test("a lease that somebody has used meanwhile is not taken from under their key", async () => {
  const { etcd, revoked } = leases([keyFromText("theirs")]);
  await withPlannedLease(etcd, grant, noLease, result(false));
  expect(revoked).toEqual([]);
});
