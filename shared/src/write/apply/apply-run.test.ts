import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeHex, equalBytes, keyFromText, valueFromText, type Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, asRevision, int64, noLease, type LeaseId, type Revision } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { Operation, TxnRequest } from "../../model/txn.ts";
import { createUndoRun } from "../undo/undo-run.ts";
import type { BulkStep } from "../bulk/bulk-run.ts";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { createApplyRun, type ApplyRun } from "./apply-run.ts";
import type { ApplyPlan, TargetCall } from "./apply-plan.ts";
import type { WantedChange } from "./wanted-change.ts";

const alive = asLeaseId(int64(7));
const ended = asLeaseId(int64(8));

const put = (key: string, value: string, lease: LeaseId = noLease): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), value: valueFromText(value), ...(lease === noLease ? {} : { lease }) },
});
const del = (key: string): Operation => ({ kind: "delete", request: { key: keyFromText(key) } });
const write = (etcd: CompactedEtcd, ...success: Operation[]) => etcd.txn({ compare: [], success, failure: [] });

/** Grants what it is asked for, and knows which leases there are. */
function callsTo(etcd: CompactedEtcd, txn = (request: TxnRequest) => etcd.txn(request)) {
  const granted: bigint[] = [];
  const asked: LeaseId[] = [];
  const target: TargetCall = {
    txn,
    leaseGrant: ({ ttlSeconds }) => Promise.resolve(granted.push(ttlSeconds)),
    leaseTimeToLive: (id) => {
      asked.push(id);
      return Promise.resolve({ ttlSeconds: id === alive ? 60n : -1n });
    },
  };
  return { calls: { source: { txn }, target }, granted, asked };
}

const named = (kvs: readonly KeyValue[], key: Key) => kvs.find((kv) => equalBytes(kv.key, key));

/** What makes the keys of now those of `then`: the plan that a comparison of both gives. */
function planTo(then: readonly KeyValue[], now: readonly KeyValue[], revision: Revision): ApplyPlan {
  const names = new Map([...then, ...now].map(({ key }) => [encodeHex(key), key]));
  const changes = [...names.values()].flatMap((target): WantedChange[] => {
    const [source, found] = [named(then, target), named(now, target)];
    if (source?.modRevision === found?.modRevision) return [];
    return [{ target, ...(source === undefined ? {} : { source }), ...(found === undefined ? {} : { found }) }];
  });
  return { changes, revision, leases: { kind: "keep" }, keep: true };
}

async function drain(run: Pick<ApplyRun, "next">): Promise<BulkStep> {
  for (;;) {
    const step = await run.next();
    if (step.kind !== "going") return step;
  }
}

const content = (kvs: readonly KeyValue[]) =>
  kvs.map(({ key, value, lease }) => [formatKey(key), formatKey(value), lease] as const);

async function twoStates() {
  const etcd = new CompactedEtcd();
  await write(etcd, put("a", "1"), put("b", "2", alive), put("c", "3", ended), put("same", "x"));
  const then = etcd.all();
  const revision = etcd.revision;
  await write(etcd, put("a", "9"), del("b"), put("c", "8"), put("new", "n"));
  return { etcd, former: then, revision, plan: planTo(then, etcd.all(), revision) };
}

describe("a run of changes", () => {
  test("puts back, overwrites and deletes, so that everything is as it was", async () => {
    const { etcd, plan } = await twoStates();
    const { calls, asked } = callsTo(etcd);
    const run = createApplyRun(calls, plan);
    expect(await drain(run)).toEqual({ kind: "finished" });
    expect(content(etcd.all())).toEqual([
      ["a", "1", noLease],
      ["b", "2", alive],
      ["c", "3", noLease],
      ["same", "x", noLease],
    ]);
    expect(run.report()).toMatchObject({ total: 4, done: 4, changed: 0, lost: 0, leaseless: 1, forgotten: 0 });
    expect(asked).toEqual([alive, ended]);
  });

  test("puts leased keys under one new lease, or under none", async () => {
    const first = await twoStates();
    const granting = callsTo(first.etcd);
    const run = createApplyRun(granting.calls, { ...first.plan, leases: { kind: "new", ttlSeconds: 90n } });
    await drain(run);
    const { granted = noLease } = run.report();
    expect(granting.granted).toEqual([90n]);
    expect(granted).not.toBe(noLease);
    expect(first.etcd.all().map(({ lease }) => lease)).toEqual([noLease, granted, granted, noLease]);

    const second = await twoStates();
    const none = callsTo(second.etcd);
    await drain(createApplyRun(none.calls, { ...second.plan, leases: { kind: "none" } }));
    expect(second.etcd.all().every(({ lease }) => lease === noLease)).toBe(true);
    expect(none.asked).toEqual([]);
  });

  test("writes nothing where the content is there already", async () => {
    const { etcd, former, revision } = await twoStates();
    await write(etcd, put("a", "1"));
    const run = createApplyRun(callsTo(etcd).calls, planTo(former, etcd.all(), revision));
    await drain(run);
    expect(run.report()).toMatchObject({ done: 3, equal: 1 });
    expect(etcd.all()[0]?.version).toBe("3");
  });

  test("stops once where old values are compacted, then reports those keys and does the others", async () => {
    const { etcd, plan } = await twoStates();
    etcd.floor = etcd.revision;
    const run = createApplyRun(callsTo(etcd).calls, plan);
    expect(await drain(run)).toMatchObject({ kind: "stuck", failure: { rule: "source-compacted" } });
    expect(run.report()).toMatchObject({ done: 0, lost: 0 });
    expect(await drain(run)).toEqual({ kind: "finished" });
    expect(run.report()).toMatchObject({ done: 1, lost: 3 });
    expect(content(etcd.all()).map(([key]) => key)).toEqual(["a", "c", "same"]);
  });

  test("still knows the values of a compacted revision that nobody has written since", async () => {
    const source = new CompactedEtcd();
    await write(source, put("a", "1"), put("b", "2"));
    const [then, revision] = [source.all(), source.revision];
    await write(source, put("z", "later"));
    source.floor = source.revision;
    const target = new CompactedEtcd();
    const { calls } = callsTo(target);
    const run = createApplyRun({ ...calls, source }, planTo(then, [], revision));
    expect(await drain(run)).toEqual({ kind: "finished" });
    expect(content(target.all())).toEqual(content(then));
  });

  test("keeps nothing for undo where it is told not to, and does not read what it deletes", async () => {
    const { etcd, plan } = await twoStates();
    const changes = plan.changes.filter(({ source }) => source === undefined);
    const before = etcd.calls;
    const run = createApplyRun(callsTo(etcd).calls, { ...plan, changes, keep: false });
    await drain(run);
    expect(run.report()).toMatchObject({ done: 1, undo: [], forgotten: 1 });
    expect(etcd.calls - before).toBe(1);
  });

  test("tells how many answers are missing until it finds out", async () => {
    const { etcd, plan } = await twoStates();
    let isAway = true;
    const { calls } = callsTo(etcd, async (request) => {
      const writes = request.failure.some(({ kind }) => kind === "put");
      const answer = isAway && !writes && request.failure.length > 0 ? undefined : await etcd.txn(request);
      const settles = request.success.some((op) => op.kind === "txn") && !writes;
      if (isAway && (writes || settles)) throw new FailureError({ kind: "offline", message: "away" });
      return answer ?? etcd.txn(request);
    });
    const run = createApplyRun(calls, plan);
    expect(await drain(run)).toMatchObject({ kind: "stuck", failure: { kind: "offline" } });
    expect(run.report()).toMatchObject({ done: 0, unknown: 4 });
    isAway = false;
    expect(await drain(run)).toEqual({ kind: "finished" });
    expect(run.report()).toMatchObject({ done: 4, unknown: 0 });
  });
});

const keysOf = 40;
const name = (at: number) => `k${String(at).padStart(4, "0")}`;
const anyWrite = fc.record({
  key: fc.nat(keysOf - 1),
  value: fc.option(fc.constantFrom("x", "y", "z"), { freq: 3 }),
  lease: fc.constantFrom(noLease, noLease, alive),
});
type Write = typeof anyWrite extends fc.Arbitrary<infer Each> ? Each : never;

async function writeAll(etcd: CompactedEtcd, writes: readonly Write[]): Promise<void> {
  for (const { key, value, lease } of writes) {
    await write(etcd, value === null ? del(name(key)) : put(name(key), value, lease));
  }
}

test("with another writer at every call: a key is as planned, or the other's, and is reported so; undone to the byte", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyWrite, { minLength: 1, maxLength: 60 }),
      fc.array(anyWrite, { maxLength: 60 }),
      fc.array(fc.array(anyWrite, { maxLength: 2 }), { maxLength: 8 }),
      fc.boolean(),
      async (first, second, meanwhile, isRenewed) => {
        const etcd = new CompactedEtcd();
        await writeAll(etcd, first);
        const [then, revision] = [etcd.all(), etcd.revision];
        await writeAll(etcd, second);
        const now = etcd.all();
        const plan = planTo(then, now, revision);
        const made = new Set<Revision>();
        const queue = [...meanwhile];
        const { calls } = callsTo(etcd, async (request) => {
          await writeAll(etcd, queue.shift() ?? []);
          // Done as it is called: nobody writes in between.
          const before = etcd.revision;
          const answer = etcd.txn(request);
          if (etcd.revision !== before) made.add(etcd.revision);
          return answer;
        });
        const planned = etcd.history.length;
        const run = createApplyRun(calls, plan);
        expect(await drain(run)).toEqual({ kind: "finished" });
        const report = run.report();

        const wantedOf = new Map(plan.changes.map((change) => [encodeHex(change.target), change]));
        const ours = new Set<string>();
        for (let at = planned; at < etcd.history.length; at++) {
          const [before, after] = [etcd.history[at - 1], etcd.history[at]];
          if (before === undefined || after === undefined || !made.has(after.revision)) continue;
          for (const hex of new Set([...before.keys.keys(), ...after.keys.keys()])) {
            const [was, is] = [before.keys.get(hex), after.keys.get(hex)];
            if (was === is) continue;
            // We wrote here: over what the plan found, and what it wants.
            const change = wantedOf.get(hex);
            const source = then.find(({ key }) => encodeHex(key) === hex);
            expect(was?.modRevision).toBe(change?.found?.modRevision);
            expect([is?.value, is?.lease]).toEqual([source?.value, source?.lease]);
            ours.add(hex);
          }
        }
        const leftOut = new Set(report.leftOut.map(({ key }) => encodeHex(key)));
        expect(report.done).toBe(ours.size);
        expect(report.done + report.leftOut.length).toBe(plan.changes.length);
        expect([...ours].filter((hex) => leftOut.has(hex))).toEqual([]);
        expect(report.undo).toHaveLength(report.done);

        // Undone, each of our keys holds what it held, but for those that the other has written since.
        const undo = createUndoRun(etcd, report.undo);
        if (isRenewed) await writeAll(etcd, [{ key: 0, value: "z", lease: noLease }]);
        expect(await drain(undo)).toEqual({ kind: "finished" });
        const overtaken = new Set(undo.result().overtaken.map(encodeHex));
        const end = new Map(etcd.all().map((kv) => [encodeHex(kv.key), kv]));
        for (const hex of ours) {
          if (overtaken.has(hex)) continue;
          const was = now.find(({ key }) => encodeHex(key) === hex);
          expect([end.get(hex)?.value, end.get(hex)?.lease]).toEqual([was?.value, was?.lease]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("1,000 keys, stopped and resumed at every batch with another writer active, equal a model", async () => {
  const etcd = new CompactedEtcd();
  const count = 1_000;
  const chunk = 100;
  for (let at = 0; at < count; at += chunk) {
    await write(etcd, ...Array.from({ length: chunk }, (_, by) => put(name(at + by), `then ${at + by}`)));
  }
  const [then, revision] = [etcd.all(), etcd.revision];
  for (let at = 0; at < count; at += chunk) {
    const change = (key: number) => (key % 3 === 0 ? del(name(key)) : put(name(key), `now ${key}`));
    await write(etcd, ...Array.from({ length: chunk }, (_, by) => change(at + by)));
  }
  const now = etcd.all();
  const plan = planTo(then, now, asRevision(revision));
  expect(plan.changes).toHaveLength(count);
  const model = new Map(then.map(({ key, value }) => [formatKey(key), formatKey(value)]));

  const run = createApplyRun(callsTo(etcd).calls, plan);
  let step: BulkStep = { kind: "going" };
  // Of another client: each key once, in an order that has nothing to do with that of the run.
  for (let turn = 0; step.kind === "going"; turn++) {
    const key = name((turn * 1_237 + 11) % count);
    const before = etcd.all().find((kv) => formatKey(kv.key) === key);
    const isOurs = before !== undefined && BigInt(before.modRevision) > BigInt(now.at(-1)?.modRevision ?? "0");
    if (!isOurs) {
      await write(etcd, put(key, "theirs"));
      model.set(key, "theirs");
    }
    step = await run.next();
  }
  const report = run.report();
  expect(step).toEqual({ kind: "finished" });
  expect(new Map(content(etcd.all()).map(([key, value]) => [key, value]))).toEqual(model);
  const theirs = [...model].filter(([, value]) => value === "theirs").map(([key]) => key);
  expect(theirs.length).toBeGreaterThan(10);
  expect(report.leftOut.map(({ key }) => formatKey(key)).toSorted()).toEqual(theirs.toSorted());
  expect(report).toMatchObject({ done: count - theirs.length, changed: theirs.length, refused: 0, forgotten: 0 });

  const undo = createUndoRun(etcd, report.undo);
  expect(await drain(undo)).toEqual({ kind: "finished" });
  const others = content(etcd.all()).filter(([, value]) => value !== "theirs");
  const left = content(now).filter(([key]) => !theirs.includes(key));
  expect(others).toEqual(left);
});
