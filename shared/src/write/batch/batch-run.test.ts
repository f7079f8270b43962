import { describe, expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { FailureError, type Failure } from "../../model/failure.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { noLease } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";
import { createBatchRun, type BatchRun, type BatchStep, type TxnCall } from "./batch-run.ts";
import { deleteItem, leaseItem, putItem } from "./guarded-item.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";

async function filled(count: number, maxTxnOps = 128): Promise<MemoryEtcd> {
  const etcd = new MemoryEtcd(maxTxnOps);
  for (let at = 0; at < count; at++) await foreignPut(etcd, `k${String(at).padStart(4, "0")}`, `v${at}`);
  return etcd;
}

async function foreignPut(etcd: MemoryEtcd, key: string, value: string): Promise<void> {
  const request = { key: keyFromText(key), value: valueFromText(value) };
  await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
}

/** Everything until it ends or is stuck. */
async function drain<Item>(run: BatchRun<Item>) {
  const results = [];
  const sizes = [];
  for (;;) {
    const step: BatchStep<Item> = await run.next();
    if (step.kind !== "settled") return { results, sizes, end: step };
    results.push(...step.results);
    sizes.push(step.results.length);
  }
}

/** Calls etcd; at the given calls (from 0) it fails instead, before or after etcd has heard it. */
function faulty(etcd: MemoryEtcd, faults: Readonly<Record<number, { heard: boolean; failure?: Failure }>>): TxnCall {
  let calls = 0;
  return {
    txn: async (request: TxnRequest): Promise<TxnResponse> => {
      const fault = faults[calls++];
      if (fault === undefined) return await etcd.txn(request);
      if (fault.heard) await etcd.txn(request);
      throw new FailureError(fault.failure ?? { kind: "timeout", phase: "headers", timeoutMs: 1 });
    },
  };
}

const counted = (results: readonly { outcome: { kind: string } }[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(results, ({ outcome }) => outcome.kind)).map(([kind, all]) => [kind, all?.length]),
  );

describe("a run of batches", () => {
  test("deletes in batches as large as the limit allows", async () => {
    const etcd = await filled(300);
    const { results, sizes, end } = await drain(createBatchRun(etcd, etcd.all().values(), deleteItem));
    expect(end).toEqual({ kind: "finished" });
    expect(sizes).toEqual([127, 127, 46]);
    expect(counted(results)).toEqual({ done: 300 });
    expect(etcd.all()).toEqual([]);
  });

  test("leaves alone what somebody else changed, and only that", async () => {
    const etcd = await filled(200);
    const items = etcd.all();
    await foreignPut(etcd, "k0003", "theirs");
    await etcd.txn({
      compare: [],
      success: [{ kind: "delete", request: { key: keyFromText("k0150") } }],
      failure: [],
    });
    const { results } = await drain(createBatchRun(etcd, items.values(), deleteItem));
    expect(counted(results)).toEqual({ done: 198, changed: 2 });
    expect(etcd.all().map(({ key, value }) => [formatKey(key), formatKey(value)])).toEqual([["k0003", "theirs"]]);
    const changed = results.filter(({ outcome }) => outcome.kind === "changed");
    expect(changed.map(({ item }) => formatKey(item.key))).toEqual(["k0003", "k0150"]);
    expect(changed.map(({ outcome }) => outcome.kind === "changed" && outcome.now.length)).toEqual([1, 0]);
  });

  test("finds the limit of a server that takes fewer operations", async () => {
    for (const maxTxnOps of [1, 2, 16, 63]) {
      const etcd = await filled(100, maxTxnOps);
      const { results, end } = await drain(createBatchRun(etcd, etcd.all().values(), deleteItem));
      expect([counted(results), end.kind]).toEqual([{ done: 100 }, "finished"]);
    }
  });

  test("finds out by reading what a lost answer did, and repeats nothing that was done", async () => {
    for (const heard of [true, false]) {
      const etcd = await filled(100);
      const lease = noLease;
      const run = createBatchRun(faulty(etcd, { 0: { heard } }), etcd.all().values(), (kv: KeyValue) =>
        putItem({ key: kv.key, value: valueFromText("new"), lease }, kv),
      );
      const { results } = await drain(run);
      expect(counted(results)).toEqual({ done: 100 });
      expect(etcd.all().map(({ version }) => version)).toEqual(Array.from({ length: 100 }, () => "2"));
      const written = new Map(etcd.all().map((kv) => [formatKey(kv.key), kv.modRevision]));
      for (const { item, outcome } of results) {
        expect(outcome).toMatchObject({ kind: "done", revision: written.get(formatKey(item.key)) });
      }
    }
  });

  test("is not deceived by a write of its own that came late", async () => {
    const etcd = await filled(3);
    let late: TxnRequest | undefined;
    const call: TxnCall = {
      txn: async (request) => {
        if (late === undefined) {
          late = request;
          throw new FailureError({ kind: "offline", message: "away" });
        }
        const writes = request.success.some((op) => op.kind === "txn" && op.request.success[0]?.kind === "put");
        if (writes) await etcd.txn(late);
        return await etcd.txn(request);
      },
    };
    const { results } = await drain(createBatchRun(call, etcd.all().values(), (kv) => leaseItem(kv, noLease)));
    expect(counted(results)).toEqual({ done: 3 });
    expect(etcd.all().map(({ version }) => version)).toEqual(["2", "2", "2"]);
  });

  test("is stuck while the server is away, and goes on from there", async () => {
    const etcd = await filled(300);
    const faults = { 1: { heard: true }, 2: { heard: false }, 3: { heard: false } };
    const run = createBatchRun(faulty(etcd, faults), etcd.all().values(), deleteItem);
    const first = await drain(run);
    expect(first.end).toMatchObject({ kind: "stuck", failure: { kind: "timeout" } });
    expect(await drain(run)).toMatchObject({ results: [], end: { kind: "stuck" } });
    const rest = await drain(run);
    expect(rest.end.kind).toBe("finished");
    expect(counted([...first.results, ...rest.results])).toEqual({ done: 300 });
  });

  test("gives up for the time being where no answer comes at all", async () => {
    const etcd = await filled(2);
    const never = { heard: false };
    const run = createBatchRun(faulty(etcd, { 0: never, 2: never, 4: never }), etcd.all().values(), deleteItem);
    expect(await drain(run)).toMatchObject({ results: [], end: { kind: "stuck" } });
    expect(counted((await drain(run)).results)).toEqual({ done: 2 });
  });

  test("finds the one item that is refused, and stops when all are", async () => {
    const denied: Failure = { kind: "rejected", status: 403, code: 7, message: "etcdserver: permission denied" };
    const refusing =
      (isDenied: (key: string) => boolean) =>
      (etcd: MemoryEtcd): TxnCall => ({
        txn: async (request) => {
          if (JSON.stringify(request.success.flatMap(deletedKeys)).split('"').some(isDenied))
            throw new FailureError(denied);
          return await etcd.txn(request);
        },
      });
    const one = await filled(100);
    const { results } = await drain(
      createBatchRun(refusing((key) => key === "k0042")(one), one.all().values(), deleteItem),
    );
    expect(counted(results)).toEqual({ done: 99, refused: 1 });
    const all = await filled(100);
    const run = createBatchRun(refusing((key) => key.startsWith("k"))(all), all.all().values(), deleteItem);
    const first = await drain(run);
    expect(first.end).toEqual({ kind: "stuck", failure: denied });
    expect(counted(first.results)).toEqual({ refused: 7 });
    // Told to go on, it tries each of the others.
    const rest = await drain(run);
    expect([rest.end.kind, counted(rest.results)]).toEqual(["finished", { refused: 93 }]);
  });
});

test("authentication that is turned on in the middle stops a run, and costs no item", async () => {
  const etcd = await filled(300);
  const failure: Failure = { kind: "rejected", status: 400, code: 3, message: "etcdserver: user name is empty" };
  const run = createBatchRun(faulty(etcd, { 1: { heard: false, failure } }), etcd.all().values(), deleteItem);
  const first = await drain(run);
  expect([first.end, counted(first.results)]).toEqual([{ kind: "stuck", failure }, { done: 127 }]);
  const rest = await drain(run);
  expect([rest.end.kind, counted(rest.results)]).toEqual(["finished", { done: 173 }]);
});

function deletedKeys(op: TxnRequest["success"][number]): string[] {
  if (op.kind === "txn") return op.request.success.flatMap(deletedKeys);
  return op.kind === "delete" ? [formatKey(op.request.key)] : [];
}
