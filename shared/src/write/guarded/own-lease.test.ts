import { expect, test } from "vitest";
import { FailureError, type Failure } from "../../model/failure.ts";
import { asLeaseId, int64, type LeaseId } from "../../model/int64.ts";
import type { LeaseGrantRequest } from "../../model/lease.ts";
import { grantOwnLease, LostGrant, randomLeaseId } from "./own-lease.ts";

const seven = asLeaseId(int64(7));

/** An etcd that loses its answer to a grant, before or after it has granted. */
function losing(failure: Failure, granted: boolean, away = false) {
  const asked: LeaseGrantRequest[] = [];
  const call = {
    leaseGrant: async (request: LeaseGrantRequest) => {
      asked.push(request);
      throw new FailureError(failure);
    },
    leaseTimeToLive: async (id: LeaseId) => {
      if (away) throw new FailureError({ kind: "offline", message: "" });
      return granted
        ? { id, ttlSeconds: 59n, grantedTtlSeconds: 60n, keys: [] }
        : { id, ttlSeconds: -1n, grantedTtlSeconds: 0n, keys: [] };
    },
  };
  return { asked, call };
}
const badGateway: Failure = { kind: "foreign", status: 502, message: "Bad Gateway" };

test("a lease whose answer was lost is found by its ID, and asked for once", async () => {
  const { asked, call } = losing(badGateway, true);
  expect(await grantOwnLease(call, 60n, seven)).toEqual({ id: seven, ttlSeconds: 60n });
  expect(asked).toEqual([{ ttlSeconds: 60n, id: seven }]);
});

test("one that is not there, or cannot be looked for, may still arrive: its ID is told", async () => {
  for (const { call } of [losing(badGateway, false), losing(badGateway, true, true)]) {
    const error: unknown = await grantOwnLease(call, 60n, seven).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LostGrant);
    expect(error).toMatchObject({ id: seven, failure: badGateway });
  }
});

test("a refusal is a refusal, and nothing is looked for", async () => {
  const refused: Failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" };
  const error: unknown = await grantOwnLease(losing(refused, true).call, 60n).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FailureError);
  expect(error).not.toBeInstanceOf(LostGrant);
});

test("IDs are positive and not the same", () => {
  const ids = Array.from({ length: 1000 }, () => randomLeaseId());
  expect(new Set(ids).size).toBe(1000);
  expect(ids.every((id) => BigInt(id) > 0n)).toBe(true);
});
