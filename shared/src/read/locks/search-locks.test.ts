import { describe, expect, test } from "vitest";
import { asValue, keyFromText, type Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, asRevision, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { searchLocks, type LeaseCall, type LockCall } from "./search-locks.ts";

const kv = (name: string, lease: LeaseId = noLease): KeyValue => ({
  key: keyFromText(name),
  value: asValue(new Uint8Array()),
  lease,
  createRevision: asRevision(int64(5)),
  modRevision: asRevision(int64(5)),
  version: int64(1),
});
const id = (value: number) => asLeaseId(int64(value));
const lock = (at: number, prefix = "/locks") =>
  kv(`${prefix}/job-${at}/${(0x1000 + at).toString(16)}`, id(0x1000 + at));

const revision = asRevision(int64(7));
const header = { clusterId: int64(1), memberId: int64(2), revision, raftTerm: int64(3) };

/** An etcd of these keys; it counts what it is asked, and how many leases at once. */
function etcdOf(kvs: readonly KeyValue[], refused: readonly LeaseId[] = []) {
  const asked = { leases: [] as LeaseId[], mostAtOnce: 0 };
  let flying = 0;
  const named = new Map(kvs.map((each) => [formatKey(each.key), each]));
  const leaseCall: LeaseCall = {
    leases: async () => [...new Set(kvs.map(({ lease }) => lease))].filter((lease) => lease !== noLease),
    leaseTimeToLive: async (lease) => {
      asked.leases.push(lease);
      flying++;
      asked.mostAtOnce = Math.max(asked.mostAtOnce, flying);
      await Promise.resolve();
      flying--;
      if (refused.includes(lease)) {
        throw new FailureError({ kind: "rejected", status: 403, code: 7, message: "permission denied" });
      }
      const keys: Key[] = kvs.filter((each) => each.lease === lease).map(({ key }) => key);
      return { id: lease, ttlSeconds: 5n, grantedTtlSeconds: 10n, keys };
    },
  };
  const call: LockCall = {
    leaseCall,
    range: async ({ limit = int64(0) }) => ({
      header,
      kvs: kvs.slice(0, Number(limit)).map((each) => ({ ...each, lease: noLease })),
      more: kvs.length > Number(limit),
      count: int64(kvs.length),
    }),
    txn: async ({ success }) => ({
      succeeded: true,
      responses: success.flatMap((read) => {
        const found = read.kind === "range" ? named.get(formatKey(read.request.key)) : undefined;
        const response = { kvs: found === undefined ? [] : [found], more: false, count: int64(1) };
        return [{ kind: "range" as const, response }];
      }),
    }),
  };
  return { call, asked };
}

const most = { names: 10, leases: 20, atOnce: 3 };
const all = keyFromText("");
const found = async (call: LockCall, prefix = all) => searchLocks(call, prefix, undefined, most);

describe("locks are searched", () => {
  test("by the names of all keys, where there are few", async () => {
    const { call, asked } = etcdOf([kv("/a"), lock(1), kv("/z")]);
    expect(await found(call)).toMatchObject({ revision, locks: [{}], searched: { kind: "names", keys: "3" } });
    expect(asked.leases).toEqual([]);
  });

  test("by the leases' keys where there are many, wherever they stand, a few leases at once", async () => {
    const many = Array.from({ length: 200 }, (_, at) => kv(`/config/${String(at).padStart(4, "0")}`));
    const locks = Array.from({ length: 9 }, (_, at) => lock(at, "/zz"));
    const { call, asked } = etcdOf([...many, ...locks.toReversed(), kv("/zz/plain", id(0x1003))]);
    const { locks: told, searched } = await found(call);
    // In the order of their keys, whatever that of the leases.
    expect(told.map(({ name }) => formatKey(name))).toEqual(locks.map((_, at) => `/zz/job-${at}`));
    expect(searched).toEqual({ kind: "leases", searched: 9, leases: 9, refused: 0 });
    expect(asked.mostAtOnce).toBe(3);
  });

  test("below the prefix alone", async () => {
    const many = Array.from({ length: 200 }, (_, at) => kv(`/config/${at}`));
    const { call } = etcdOf([...many, lock(1, "/a"), lock(2, "/b")]);
    const { locks } = await found(call, keyFromText("/b/"));
    expect(locks.map(({ name }) => formatKey(name))).toEqual(["/b/job-2"]);
  });

  test("in as many leases as may be asked, and says how many that were", async () => {
    const exact = etcdOf(Array.from({ length: 20 }, (_, at) => lock(at)));
    expect((await found(exact.call)).searched).toEqual({ kind: "leases", searched: 20, leases: 20, refused: 0 });
    const more = etcdOf(Array.from({ length: 21 }, (_, at) => lock(at)));
    expect((await found(more.call)).searched).toEqual({ kind: "leases", searched: 20, leases: 21, refused: 0 });
  });

  test("and leaves out what this user may not see, but no other failure", async () => {
    const { call } = etcdOf(
      Array.from({ length: 12 }, (_, at) => lock(at)),
      [id(0x1004)],
    );
    const { locks, searched } = await found(call);
    expect(locks).toHaveLength(11);
    expect(searched).toEqual({ kind: "leases", searched: 11, leases: 12, refused: 1 });
    const away = {
      leases: () => Promise.resolve([id(0x1004)]),
      leaseTimeToLive: () => Promise.reject(new Error("away")),
    };
    await expect(found({ ...call, leaseCall: away })).rejects.toThrow("away");
  });

  test("by the first names alone where the leases of that time are not known, and says so", async () => {
    const many = Array.from({ length: 200 }, (_, at) => kv(`/config/${at}`));
    const { call, asked } = etcdOf([lock(1), ...many, lock(2)]);
    const { locks, searched } = await found({ ...call, leaseCall: undefined });
    expect(locks.map(({ name }) => formatKey(name))).toEqual(["/locks/job-1"]);
    expect(searched).toEqual({ kind: "first-names", searched: 10, keys: "202" });
    expect(asked.leases).toEqual([]);
  });
});
