import { expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { FailureError, type Failure } from "../../model/failure.ts";
import { asLeaseId, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { Operation, TxnRequest } from "../../model/txn.ts";
import { createUndoRun } from "../undo/undo-run.ts";
import type { TargetCall } from "./apply-plan.ts";
import { createApplyRun } from "./apply-run.ts";

const lease = asLeaseId(int64(7));
const name = (at: number) => `k${String(at).padStart(3, "0")}`;
const write = (etcd: MemoryEtcd, ...success: Operation[]) => etcd.txn({ compare: [], success, failure: [] });
const put = (key: string, value: string, leaseId?: LeaseId): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), value: valueFromText(value), ...(leaseId && { lease: leaseId }) },
});

/** As etcd refuses a put under a lease that it does not have. */
const gone: Failure = {
  kind: "rejected",
  status: 404,
  code: 5,
  message: "etcdserver: requested lease not found",
};

function leasesOf({ success, failure }: TxnRequest): LeaseId[] {
  return [...success, ...failure].flatMap((operation) => {
    if (operation.kind === "txn") return leasesOf(operation.request);
    return operation.kind === "put" && operation.request.lease !== undefined && operation.request.lease !== noLease
      ? [operation.request.lease]
      : [];
  });
}

/** A plan that puts 300 keys under one new lease, and the leases of its target, each of which a test can end. */
async function leasedPlan() {
  const etcd = new MemoryEtcd();
  const count = 300;
  for (let at = 0; at < count; at += 100) {
    await write(etcd, ...Array.from({ length: 100 }, (_, by) => put(name(at + by), "then", lease)));
  }
  const [sources, revision] = [etcd.all(), etcd.revision];
  for (const { key } of sources) await write(etcd, { kind: "delete", request: { key } });
  const living = new Set<LeaseId>();
  const target: TargetCall = {
    txn: (request) => {
      if (leasesOf(request).some((id) => !living.has(id))) return Promise.reject(new FailureError(gone));
      return etcd.txn(request);
    },
    leaseGrant: ({ id = lease }) => Promise.resolve(living.add(id)),
    leaseTimeToLive: (id) => Promise.resolve({ ttlSeconds: living.has(id) ? 60n : -1n }),
  };
  const endLeases = async () => {
    const ended = etcd.all().filter((kv) => living.has(kv.lease));
    living.clear();
    for (const { key } of ended) await write(etcd, { kind: "delete", request: { key } });
  };
  const changes = sources.map((source) => ({ target: source.key, source }));
  const plan = { changes, revision, leases: { kind: "new", ttlSeconds: 60n }, keep: true } as const;
  const run = createApplyRun({ source: etcd, target }, plan);
  /** Goes on until so many keys are done, and tells how often it got stuck. */
  const goTo = async (done: number): Promise<number> => {
    let stuck = 0;
    for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
      if (step.kind === "stuck") stuck++;
      if (run.report().done >= done) return stuck;
    }
    return stuck;
  };
  return { etcd, run, goTo, endLeases, count };
}

test("keys that are gone with the lease that was granted for them are no longer told as done, nor to be undone", async () => {
  const { etcd, run, goTo, endLeases, count } = await leasedPlan();
  expect(await goTo(1)).toBe(0);
  const { done } = run.report();
  // While the plan is stopped one of them is written by somebody else, without a lease: it stays.
  await write(etcd, put(name(3), "theirs"));
  await endLeases();
  // What was prepared under the old lease is refused: that is told once, and then it gets a new one.
  expect(await goTo(Infinity)).toBe(1);
  const report = run.report();
  const there = etcd.all().map(({ key }) => formatKey(key));
  expect(report).toMatchObject({ total: count, expired: done - 1, changed: 0, lost: 0, forgotten: 0 });
  const expired = report.leftOut.flatMap((entry) => (entry.kind === "expired" ? [formatKey(entry.key)] : []));
  expect(expired).toHaveLength(done - 1);
  expect(there.filter((key) => expired.includes(key))).toEqual([]);
  // Of what is told as done, all is there.
  expect(report.done).toBe(there.length);
  expect(report.done + report.leftOut.length).toBe(count);
  expect(report.undo).toHaveLength(report.done);

  const undo = createUndoRun(etcd, report.undo);
  for (let step = await undo.next(); step.kind !== "finished"; step = await undo.next())
    expect(step.kind).toBe("going");
  expect(etcd.all().map(({ key }) => formatKey(key))).toEqual([name(3)]);
});

test("a new lease that lives to the end takes nothing away", async () => {
  const { run, goTo, count } = await leasedPlan();
  expect(await goTo(Infinity)).toBe(0);
  expect(run.report()).toMatchObject({ done: count, expired: 0, leftOut: [] });
});
