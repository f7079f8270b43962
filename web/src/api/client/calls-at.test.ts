import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asLeaseId, asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { expect, test } from "vitest";
import { callsAt, withoutWrites } from "./calls-at.ts";
import type { EtcdCalls } from "./etcd-calls.ts";

const key = keyFromText("/a");
const then = asRevision(int64(7));
const lease = asLeaseId(int64(1));

/** Calls that answer, and the names of those that were sent. */
function recorded() {
  const sent: string[] = [];
  const send =
    <Answer>(name: string, answer: Answer) =>
    () => {
      sent.push(name);
      return Promise.resolve(answer);
    };
  const calls: EtcdCalls = {
    range: send("range", { kvs: [], more: false, count: int64(0) }),
    txn: send("txn", { succeeded: true, responses: [] }),
    leaseGrant: send("leaseGrant", { id: lease, ttlSeconds: 1n }),
    leaseRevoke: send("leaseRevoke", undefined),
    leaseKeepAlive: send("leaseKeepAlive", 1n),
    leaseTimeToLive: send("leaseTimeToLive", { id: lease, ttlSeconds: 1n, grantedTtlSeconds: 1n, keys: [] }),
    leases: send("leases", []),
  };
  return { calls, sent };
}

const compare = [{ target: "VERSION", key, result: "EQUAL", version: int64(0) }] as const;
const dryRun: TxnRequest = { compare, success: [{ kind: "range", request: { key } }], failure: [] };
const put: TxnRequest = { compare: [], success: [{ kind: "put", request: { key } }], failure: [] };

const writes = (etcd: EtcdCalls) => [
  etcd.txn(put),
  etcd.leaseGrant({ ttlSeconds: 1n }),
  etcd.leaseRevoke(lease),
  etcd.leaseKeepAlive(lease),
];

test("the calls of the newest keyspace are those that there are", () => {
  const { calls } = recorded();
  expect(callsAt(calls, "live")).toBe(calls);
});

test("of a revision, keys are read as of it, leases as they are, and nothing is written", async () => {
  const { calls, sent } = recorded();
  const etcd = callsAt(calls, then);
  await Promise.all([etcd.range({ key }), etcd.leases(), etcd.leaseTimeToLive(lease)]);
  expect(sent).toEqual(["range", "leases", "leaseTimeToLive"]);
  const refused = await Promise.allSettled([...writes(etcd), etcd.txn(dryRun)]);
  expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => "rejected"));
  expect(sent).toHaveLength(3);
});

test("a screen without a past reads what is newest, with conditions, and writes nothing either", async () => {
  const { calls, sent } = recorded();
  const etcd = withoutWrites(calls, then);
  await Promise.all([etcd.range({ key }), etcd.txn(dryRun)]);
  const refused = await Promise.allSettled(writes(etcd));
  expect(refused.every(({ status }) => status === "rejected")).toBe(true);
  expect(sent).toEqual(["range", "txn"]);
});
