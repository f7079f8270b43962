import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64, noLease, zeroInt64, type LeaseId } from "../../model/int64.ts";
import { FailureError } from "../../model/failure.ts";
import { grpcCode } from "../../model/grpc-code.ts";
import { dryRun, RestlessCluster, type DryRunCall } from "./txn-dry-run.ts";
import type { Compare, Operation, OperationResponse, TxnRequest, TxnResponse } from "../../model/txn.ts";

const absent = (key: string): Compare => ({
  key: keyFromText(key),
  target: "VERSION",
  result: "EQUAL",
  version: zeroInt64,
});
const put = (key: string): Operation => ({ kind: "put", request: { key: keyFromText(key) } });
const get = (key: string, revision?: number): Operation => ({
  kind: "range",
  request: { key: keyFromText(key), ...(revision === undefined ? {} : { revision: asRevision(int64(revision)) }) },
});
const lease = (id: number) => asLeaseId(int64(id));
const under = (key: string, id: number): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), lease: lease(id) },
});
const textOf = (key: Uint8Array) => new TextDecoder().decode(key);

/** An etcd of these keys, whose revision is told anew for each call; every request that it gets is noted. */
function scripted(keys: readonly string[], revisions: readonly number[] = [5], ended: readonly LeaseId[] = []) {
  const leasesAsked: LeaseId[] = [];
  const asked: TxnRequest[] = [];
  const answer = (operation: Operation): OperationResponse => {
    if (operation.kind === "txn") {
      const succeeded = operation.request.compare.every(({ key }) => !keys.includes(textOf(key)));
      return { kind: "txn", response: { succeeded, responses: [] } };
    }
    if (operation.kind !== "range") throw new Error(`a dry run must not send a ${operation.kind}`);
    const { key } = operation.request;
    const kv = {
      key,
      value: valueFromText(""),
      createRevision: asRevision(int64(2)),
      modRevision: asRevision(int64(2)),
      version: int64(1),
      lease: noLease,
    };
    const kvs = keys.includes(textOf(key)) ? [kv] : [];
    return { kind: "range", response: { kvs, count: int64(kvs.length), more: false } };
  };
  const etcd: DryRunCall = {
    txn: (request): Promise<TxnResponse> => {
      const revision = revisions[Math.min(asked.length, revisions.length - 1)] ?? 0;
      asked.push(request);
      return Promise.resolve({
        header: { clusterId: int64(1), memberId: int64(1), raftTerm: int64(1), revision: asRevision(int64(revision)) },
        succeeded: true,
        responses: request.success.map(answer),
      });
    },
    leaseTimeToLive: (id) => {
      leasesAsked.push(id);
      const ttlSeconds = ended.includes(id) ? -1n : 30n;
      return Promise.resolve({ id, ttlSeconds, grantedTtlSeconds: 60n, keys: [] });
    },
  };
  return { etcd, asked, leasesAsked };
}

const many = (count: number): TxnRequest => ({
  compare: Array.from({ length: count }, (_, at) => absent(`/${at}`)),
  success: Array.from({ length: count }, (_, at) => put(`/${at}`)),
  failure: [get("/else")],
});

test("conditions and what each sees are told, and the branch that would run", async () => {
  const { etcd, asked } = scripted(["/b"]);
  const request = { compare: [absent("/a"), absent("/b")], success: [put("/a")], failure: [get("/b"), get("/c")] };
  const run = await dryRun(etcd, request);
  expect(run.revision).toBe("5");
  expect(run.conditions.get("compare/0")).toEqual({ holds: true, count: "0" });
  expect(run.conditions.get("compare/1")).toMatchObject({ holds: false, count: "1", seen: { version: "1" } });
  expect(run.branches).toEqual(new Map([["", "failure"]]));
  expect([...run.touched].map(([path, { count }]) => [path, count])).toEqual([
    ["failure/0", "1"],
    ["failure/1", "0"],
  ]);
  // etcd judges the condition itself, in a nested transaction that does nothing; values are read for value compares only.
  expect(asked[0]).toEqual({
    compare: [],
    success: request.compare.flatMap((compare) => [
      { kind: "txn", request: { compare: [compare], success: [], failure: [] } },
      { kind: "range", request: { key: compare.key, limit: "1", keysOnly: true } },
    ]),
    failure: [],
  });
});

test("without a condition one call tells the revision, and what is read is read at it", async () => {
  const { etcd, asked } = scripted(["/a"]);
  const run = await dryRun(etcd, { compare: [], success: [put("/a"), get("/a", 3), get("/a", 0)], failure: [] });
  expect(run.branches.get("")).toBe("success");
  const [, reads] = asked;
  expect(reads?.success.map((read) => (read.kind === "range" ? read.request.revision : ""))).toEqual(["5", "3", "5"]);
});

describe("128 conditions and operations", () => {
  test("are asked in parts that etcd takes, at one revision", async () => {
    const { etcd, asked } = scripted([]);
    const run = await dryRun(etcd, many(128));
    expect(run.conditions.size).toBe(128);
    expect([...run.conditions.values()].every(({ holds }) => holds)).toBe(true);
    expect(run.touched.size).toBe(128);
    expect(asked.map(({ success }) => success.length)).toEqual([120, 120, 16, 100, 28]);
    // The last condition is told under its own path, not under that of its part.
    expect(run.conditions.get("compare/127")).toEqual({ holds: true, count: "0" });
  });

  test("are asked anew where the cluster moves between two parts", async () => {
    const { etcd, asked } = scripted([], [5, 6, 6, 6, 6]);
    const run = await dryRun(etcd, many(128));
    expect(run.revision).toBe("6");
    expect(asked.map(({ success }) => success.length)).toEqual([120, 120, 120, 120, 16, 100, 28]);
  });

  test("are given up where it never stands still", async () => {
    const { etcd, asked } = scripted(
      [],
      Array.from({ length: 20 }, (_, at) => at),
    );
    await expect(dryRun(etcd, many(128))).rejects.toThrow(RestlessCluster);
    expect(asked.length).toBeLessThan(10);
  });
});

test("nested transactions are judged beforehand, and only what would run of them is read", async () => {
  const inner: TxnRequest = { compare: [absent("/b")], success: [put("/yes")], failure: [get("/no")] };
  const idle: TxnRequest = { compare: [absent("/c")], success: [put("/never")], failure: [] };
  const request: TxnRequest = {
    compare: [absent("/a")],
    success: [put("/first"), { kind: "txn", request: inner }],
    failure: [{ kind: "txn", request: idle }],
  };
  const run = await dryRun(scripted(["/b"]).etcd, request);
  expect(run.branches).toEqual(
    new Map([
      ["", "success"],
      ["success/1", "failure"],
    ]),
  );
  expect([...run.touched.keys()]).toEqual(["success/0", "success/1/failure/0"]);
  expect(run.conditions.get("success/1/compare/0")?.holds).toBe(false);
  expect(run.conditions.get("failure/0/compare/0")?.holds).toBe(true);
});

test("it fails as the client fails, and does not take another answer for its own", async () => {
  const lost = new Error("lost");
  await expect(dryRun({ ...scripted([]).etcd, txn: () => Promise.reject(lost) }, many(1))).rejects.toBe(lost);
  const header = { clusterId: int64(1), memberId: int64(1), raftTerm: int64(1), revision: asRevision(int64(5)) };
  const empty: DryRunCall = {
    ...scripted([]).etcd,
    txn: () => Promise.resolve({ header, succeeded: true, responses: [] }),
  };
  await expect(dryRun(empty, many(1))).rejects.toThrow("the response does not match the request");
});

describe("the leases of puts", () => {
  test("that would run are asked for once, nested ones too, and those that ended are told", async () => {
    const { etcd, leasesAsked } = scripted([], [5], [lease(2), lease(3)]);
    const nested: TxnRequest = { compare: [], success: [under("/n", 2)], failure: [] };
    const success = [under("/a", 1), under("/b", 1), put("/c"), { kind: "txn" as const, request: nested }];
    // What would not run cannot make etcd refuse it.
    const run = await dryRun(etcd, { compare: [], success, failure: [under("/d", 3)] });
    expect(run.missingLeases).toEqual([lease(2)]);
    expect(leasesAsked).toEqual([lease(1), lease(2)]);
  });

  test("that the user may not read are not called missing; any other failure fails the dry run", async () => {
    const { etcd } = scripted([]);
    const request: TxnRequest = { compare: [], success: [under("/a", 1)], failure: [] };
    const denied = new FailureError({
      kind: "rejected",
      code: grpcCode.permissionDenied,
      message: "denied",
      status: 403,
    });
    const asDenied: DryRunCall = { ...etcd, leaseTimeToLive: () => Promise.reject(denied) };
    expect((await dryRun(asDenied, request)).missingLeases).toEqual([]);
    const lost = new Error("lost");
    await expect(dryRun({ ...etcd, leaseTimeToLive: () => Promise.reject(lost) }, request)).rejects.toBe(lost);
  });
});
