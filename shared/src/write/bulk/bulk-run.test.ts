import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { makePlan, type PlanOptions } from "./bulk-plan.ts";
import { outermostRanges, type BulkAct } from "./bulk-request.ts";
import { createUndoRun } from "../undo/undo-run.ts";
import { createBulkRun, type BulkRun } from "./bulk-run.ts";
import type { BulkCall } from "./segment.ts";
import { endedLeases, needsLease } from "../undo/undo-leases.ts";

const lease = asLeaseId(int64(7));

async function put(etcd: MemoryEtcd, key: string, value: string, under: LeaseId = noLease): Promise<void> {
  const request = { key: keyFromText(key), value: valueFromText(value), lease: under };
  await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
}

async function remove(etcd: MemoryEtcd, key: string): Promise<void> {
  await etcd.txn({ compare: [], success: [{ kind: "delete", request: { key: keyFromText(key) } }], failure: [] });
}

/** `/a/000` … with every third under a lease, and a neighbour on either side. */
async function filled(count: number): Promise<MemoryEtcd> {
  const etcd = new MemoryEtcd();
  await put(etcd, "/Z", "before");
  for (let at = 0; at < count; at++) {
    await put(etcd, `/a/${String(at).padStart(3, "0")}`, `v${at}`, at % 3 === 0 ? lease : noLease);
  }
  await put(etcd, "/b", "behind");
  return etcd;
}

const content = (etcd: MemoryEtcd) =>
  etcd.all().map((kv) => `${formatKey(kv.key)}=${formatKey(kv.value)}${kv.lease === noLease ? "" : " leased"}`);

async function finish(run: BulkRun) {
  for (let calls = 0; calls < 1000; calls++) {
    const step = await run.next();
    if (step.kind !== "going") return { step, ...run.report() };
  }
  throw new Error("it never ends");
}

const prefixA = outermostRanges([], [keyFromText("/a/")]);
const planFor = (etcd: BulkCall, act: BulkAct, options?: PlanOptions) =>
  makePlan(etcd, { ranges: prefixA, act }, options);
const move: BulkAct = {
  kind: "move",
  from: keyFromText("/a/"),
  to: keyFromText("/c/d/"),
  keepLease: true,
  onExisting: "skip",
};

describe("deleting a prefix", () => {
  test("deletes all of it at once and nothing beside it, and is undone to the byte", async () => {
    const etcd = await filled(100);
    const before = content(etcd);
    const plan = await planFor(etcd, { kind: "delete", keep: true });
    expect(plan).toMatchObject({ count: 100, undoable: true, leases: { keys: 34, leases: 1, exact: true } });
    const report = await finish(createBulkRun(etcd, plan));
    expect(report).toMatchObject({ done: 100, changed: 0, transactions: 1, forgotten: 0, step: { kind: "finished" } });
    expect(content(etcd)).toEqual(["/Z=before", "/b=behind"]);
    expect(await finish(createUndoRun(etcd, report.undo))).toMatchObject({ done: 100, changed: 0 });
    expect(content(etcd)).toEqual(before);
  });

  test("leaves what somebody else wrote meanwhile, names it, and does the rest", async () => {
    const etcd = await filled(100);
    const plan = await planFor(etcd, { kind: "delete", keep: true });
    await put(etcd, "/a/007", "theirs");
    await put(etcd, "/a/007b", "new");
    await remove(etcd, "/a/050");
    const report = await finish(createBulkRun(etcd, plan));
    expect(report).toMatchObject({ done: 98, changed: 2 });
    expect(report.leftOut.map(({ key }) => formatKey(key))).toEqual(["/a/007", "/a/050"]);
    expect(content(etcd)).toEqual(["/Z=before", "/a/007=theirs", "/a/007b=new", "/b=behind"]);
    expect(await finish(createUndoRun(etcd, report.undo))).toMatchObject({ done: 98 });
  });

  test("names what somebody else has deleted, and does not bring it back", async () => {
    const etcd = await filled(10);
    const plan = await planFor(etcd, { kind: "delete", keep: true });
    await remove(etcd, "/a/005");
    const report = await finish(createBulkRun(etcd, plan));
    expect(report).toMatchObject({ done: 9, changed: 1, leftOut: [{ kind: "changed", key: keyFromText("/a/005") }] });
    await finish(createUndoRun(etcd, report.undo));
    expect(content(etcd)).not.toContain("/a/005=v5");
  });

  test("says beforehand where it cannot be undone, and keeps nothing then", async () => {
    const etcd = await filled(100);
    const plan = await planFor(etcd, { kind: "delete", keep: true }, { undoBytes: 1000 });
    expect(plan).toMatchObject({ count: 100, undoable: false, size: { exact: false } });
    expect(await finish(createBulkRun(etcd, plan))).toMatchObject({ done: 100, undo: [], forgotten: 100 });
  });

  test("knows after a lost answer what it has deleted", async () => {
    const etcd = await filled(20);
    let lost = false;
    const call: BulkCall = {
      range: (request) => etcd.range(request),
      txn: async (request: TxnRequest) => {
        const answer = await etcd.txn(request);
        if (lost || request.success[0]?.kind !== "delete") return answer;
        lost = true;
        throw new FailureError({ kind: "timeout", phase: "headers", timeoutMs: 1 });
      },
    };
    const plan = await planFor(call, { kind: "delete", keep: true });
    const report = await finish(createBulkRun(call, plan));
    expect(report).toMatchObject({ done: 20, changed: 0 });
    expect(report.undo).toHaveLength(20);
  });
});

describe("copying and moving", () => {
  test("moves every key with its value and lease, and back again", async () => {
    const etcd = await filled(100);
    const before = content(etcd);
    const plan = await planFor(etcd, move);
    expect(plan.sample[0]).toEqual({ key: keyFromText("/a/000"), target: keyFromText("/c/d/000") });
    const report = await finish(createBulkRun(etcd, plan));
    expect(report).toMatchObject({ done: 100, transactions: 2 });
    expect(content(etcd)).toEqual(before.map((line) => line.replace("/a/", "/c/d/")).toSorted());
    await finish(createUndoRun(etcd, report.undo));
    expect(content(etcd)).toEqual(before);
  });

  test("skips targets that exist, or replaces them and can bring them back", async () => {
    for (const onExisting of ["skip", "overwrite"] as const) {
      const etcd = await filled(5);
      await put(etcd, "/c/d/002", "there", lease);
      const before = content(etcd);
      const plan = await planFor(etcd, { ...move, onExisting });
      expect(plan.existing).toMatchObject({ count: 1, sample: [keyFromText("/c/d/002")] });
      const report = await finish(createBulkRun(etcd, plan));
      expect(content(etcd)).toContain(onExisting === "skip" ? "/c/d/002=there leased" : "/c/d/002=v2");
      expect(report).toMatchObject(onExisting === "skip" ? { done: 4, skipped: 1 } : { done: 5, skipped: 0 });
      await finish(createUndoRun(etcd, report.undo));
      expect(content(etcd)).toEqual(before);
    }
  });

  test("writes no target that holds the very same already, and says so", async () => {
    for (const kind of ["copy", "move"] as const) {
      const etcd = await filled(4);
      await put(etcd, "/c/d/000", "v0", lease);
      await put(etcd, "/c/d/001", "v1");
      const before = content(etcd);
      const plan = await planFor(etcd, { ...move, kind, onExisting: "stop" });
      expect(plan).toMatchObject({ equal: 2, existing: { count: 0 } });
      expect(plan).not.toHaveProperty("blocked");
      const report = await finish(createBulkRun(etcd, plan));
      expect(report).toMatchObject(kind === "copy" ? { done: 2, equal: 2 } : { done: 4, equal: 0 });
      expect(etcd.all().find(({ key }) => formatKey(key) === "/c/d/000")?.version).toBe("1");
      expect(content(etcd).filter((line) => line.startsWith("/a/"))).toHaveLength(kind === "copy" ? 4 : 0);
      await finish(createUndoRun(etcd, report.undo));
      expect(content(etcd)).toEqual(before);
    }
  });

  test("is not done where targets exist and one wanted to stop, or where it would eat its own sources", async () => {
    const etcd = await filled(3);
    await put(etcd, "/a/x/000", "inner");
    const inner = { ...move, to: keyFromText("/a/x/") };
    expect(await planFor(etcd, { ...inner, onExisting: "stop" })).toHaveProperty("blocked");
    expect(await planFor(etcd, { ...inner, onExisting: "overwrite" })).toHaveProperty("blocked");
    expect(await planFor(etcd, inner)).not.toHaveProperty("blocked");
    await expect(planFor(etcd, { ...move, to: move.from })).rejects.toThrow("The target is the same as the source");
  });

  test("leaves out sources and targets that somebody else wrote after the plan", async () => {
    const etcd = await filled(5);
    const plan = await planFor(etcd, move);
    await put(etcd, "/a/001", "theirs");
    await put(etcd, "/c/d/003", "theirs too");
    const report = await finish(createBulkRun(etcd, plan));
    expect(report).toMatchObject({ done: 3, changed: 2 });
    expect(content(etcd)).toEqual([
      "/Z=before",
      "/a/001=theirs",
      "/a/003=v3 leased",
      "/b=behind",
      "/c/d/000=v0 leased",
      "/c/d/002=v2",
      "/c/d/003=theirs too",
      "/c/d/004=v4",
    ]);
  });
});

describe("setting a lease", () => {
  test("leaves every value, and is undone to the lease before", async () => {
    const etcd = await filled(9);
    const before = content(etcd);
    const plan = await planFor(etcd, { kind: "lease", lease: asLeaseId(int64(99)) });
    const report = await finish(createBulkRun(etcd, plan));
    expect(etcd.all().filter((kv) => kv.lease === "99")).toHaveLength(9);
    await finish(createUndoRun(etcd, report.undo));
    expect(content(etcd)).toEqual(before);
  });
});

test("an undo finds the leases that have ended, and restores without them on purpose", async () => {
  const etcd = await filled(4);
  const { undo } = await finish(createBulkRun(etcd, await planFor(etcd, { kind: "delete", keep: true })));
  const ended = await endedLeases({ leaseTimeToLive: async () => ({ ttlSeconds: -1n }) }, undo);
  expect(ended).toEqual(new Set([lease]));
  expect(undo.filter((item) => needsLease(item, ended))).toHaveLength(2);
  await finish(createUndoRun(etcd, undo, { without: ended }));
  expect(content(etcd)).toEqual(["/Z=before", "/a/000=v0", "/a/001=v1", "/a/002=v2", "/a/003=v3", "/b=behind"]);
  expect(await endedLeases({ leaseTimeToLive: async () => ({ ttlSeconds: 1n }) }, undo)).toEqual(new Set());
});

test("single keys are worked on without those between them", async () => {
  const etcd = await filled(5);
  const ranges = outermostRanges([keyFromText("/a/001"), keyFromText("/a/003"), keyFromText("/a/nope")], []);
  const plan = await makePlan(etcd, { ranges, act: { kind: "delete", keep: true } });
  expect(plan).toMatchObject({ count: 2, first: keyFromText("/a/001"), last: keyFromText("/a/003") });
  await finish(createBulkRun(etcd, plan));
  expect(content(etcd).filter((line) => line.startsWith("/a/"))).toEqual([
    "/a/000=v0 leased",
    "/a/002=v2",
    "/a/004=v4",
  ]);
});
