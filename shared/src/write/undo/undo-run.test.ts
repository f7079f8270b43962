import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { keyFromText, valueFromText, type Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { formatKey } from "../../model/key-text.ts";
import { saveTxn, createTxn } from "../guarded/guarded-write.ts";
import { keyStateOf, type DoneWrite } from "../guarded/inverse.ts";
import { asLeaseId, int64, noLease, type LeaseId } from "../../model/int64.ts";
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";
import { endedLeases } from "./undo-leases.ts";
import { createUndoRun, type UndoRun } from "./undo-run.ts";

const seven = asLeaseId(int64(7));

/** Saves as the editor does, and tells what that changed. */
async function save(etcd: MemoryEtcd, key: Key, text: string): Promise<DoneWrite> {
  const over = etcd.all().find((kv) => formatKey(kv.key) === formatKey(key));
  const value = valueFromText(text);
  const response = await etcd.txn(over === undefined ? createTxn(key, value) : saveTxn(over, value));
  expect(response.succeeded).toBe(true);
  const before = over === undefined ? {} : { before: keyStateOf(over) };
  return { revision: etcd.revision, changes: [{ key, ...before, after: { value, lease: over?.lease ?? noLease } }] };
}

async function put(etcd: MemoryEtcd, name: string, text: string, lease: LeaseId = noLease): Promise<void> {
  const request = { key: keyFromText(name), value: valueFromText(text), lease };
  await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
}

const content = (etcd: MemoryEtcd) =>
  etcd
    .all()
    .map(({ key, value, lease }) => `${formatKey(key)}=${formatKey(value)}${lease === noLease ? "" : ` ${lease}`}`);

async function finish(run: UndoRun) {
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    if (step.kind === "stuck") return { ...run.result(), stuck: step.failure };
  }
  return { ...run.result(), stuck: undefined };
}

const a = keyFromText("a");

describe("taking writes back", () => {
  test("restores the newest first, and its result can be taken back too", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, "b", "old", seven);
    const writes = [await save(etcd, a, "1"), await save(etcd, keyFromText("b"), "new")];
    const undone = await finish(createUndoRun(etcd, writes));
    expect(undone).toMatchObject({ left: [], missed: 0, overtaken: [], stuck: undefined });
    expect(content(etcd)).toEqual(["b=old 7"]);
    await finish(createUndoRun(etcd, undone.inverted));
    expect(content(etcd)).toEqual(["a=1", "b=new 7"]);
  });

  test("leaves what somebody has written since, does the others, and keeps the rest", async () => {
    const etcd = new MemoryEtcd();
    const writes = [
      await save(etcd, a, "1"),
      await save(etcd, keyFromText("b"), "1"),
      await save(etcd, keyFromText("c"), "1"),
    ];
    await put(etcd, "b", "theirs");
    const undone = await finish(createUndoRun(etcd, writes));
    expect(undone).toMatchObject({ left: [writes[1]], overtaken: [keyFromText("b")] });
    expect(undone.inverted).toHaveLength(2);
    expect(content(etcd)).toEqual(["b=theirs"]);
  });

  test("all or nothing of what one transaction wrote", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, "from", "x");
    const [base] = etcd.all();
    if (base === undefined) throw new Error("nothing was put");
    await etcd.txn({
      compare: [],
      success: [
        { kind: "put", request: { key: keyFromText("to"), value: base.value } },
        { kind: "delete", request: { key: base.key } },
      ],
      failure: [],
    });
    const renamed: DoneWrite = {
      revision: etcd.revision,
      changes: [
        { key: base.key, before: keyStateOf(base) },
        { key: keyFromText("to"), after: { lease: noLease } },
      ],
    };
    await put(etcd, "from", "theirs");
    expect(await finish(createUndoRun(etcd, [renamed]))).toMatchObject({ left: [renamed], inverted: [] });
    expect(content(etcd)).toEqual(["from=theirs", "to=x"]);
    await etcd.txn({ compare: [], success: [{ kind: "delete", request: { key: base.key } }], failure: [] });
    const undone = await finish(createUndoRun(etcd, [renamed]));
    expect(content(etcd)).toEqual(["from=x"]);
    // What the new name held was not remembered: the answer told it.
    await finish(createUndoRun(etcd, undone.inverted));
    expect(content(etcd)).toEqual(["to=x"]);
  });

  test("a lease alone comes back without the value, and goes again", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, "a", "kept", seven);
    await put(etcd, "a", "kept");
    const write: DoneWrite = {
      revision: etcd.revision,
      changes: [{ key: a, before: { lease: seven }, after: { lease: noLease } }],
    };
    const undone = await finish(createUndoRun(etcd, [write]));
    expect(content(etcd)).toEqual(["a=kept 7"]);
    await finish(createUndoRun(etcd, undone.inverted));
    expect(content(etcd)).toEqual(["a=kept"]);
  });

  test("an older write of the same key is taken back after a newer one, by the revision that undo made", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, "a", "0");
    const first = await save(etcd, a, "1");
    const second = await save(etcd, a, "2");
    const { restored } = await finish(createUndoRun(etcd, [second]));
    expect(restored).toEqual([{ key: a, was: first.revision, now: etcd.revision }]);
    expect(await finish(createUndoRun(etcd, [first]))).toMatchObject({ left: [first] });
    const now = () => etcd.revision;
    expect(await finish(createUndoRun(etcd, [first], { now }))).toMatchObject({ left: [] });
    expect(content(etcd)).toEqual(["a=0"]);
  });

  test("a lost answer is settled by reading; what it wrote over and nobody remembers cannot be done again", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, "a", "copy");
    const write: DoneWrite = { revision: etcd.revision, changes: [{ key: a, after: { lease: noLease } }] };
    let lost = false;
    const call = {
      txn: async (request: TxnRequest): Promise<TxnResponse> => {
        const answer = await etcd.txn(request);
        if (lost) return answer;
        lost = true;
        throw new FailureError({ kind: "timeout", phase: "headers", timeoutMs: 1 });
      },
    };
    expect(await finish(createUndoRun(call, [write]))).toMatchObject({ left: [], inverted: [], missed: 1 });
    expect(content(etcd)).toEqual([]);
  });

  test("what etcd refuses is left, with the reason; leases that have ended are left out on purpose", async () => {
    const etcd = new MemoryEtcd();
    const write: DoneWrite = {
      revision: etcd.revision,
      changes: [{ key: a, before: { value: valueFromText("x"), lease: seven } }],
    };
    const failure = {
      kind: "rejected",
      status: 404,
      code: 5,
      message: "etcdserver: requested lease not found",
    } as const;
    const call = { txn: () => Promise.reject(new FailureError(failure)) };
    expect(await finish(createUndoRun(call, [write]))).toMatchObject({ left: [write], refused: failure });
    const without = await endedLeases({ leaseTimeToLive: async () => ({ ttlSeconds: -1n }) }, [write]);
    await finish(createUndoRun(etcd, [write], { without }));
    expect(content(etcd)).toEqual(["a=x"]);
  });
});
