import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { asKey, asValue, encodeBase64, encodeUtf8, keyFromText, valueFromText } from "../../model/bytes.ts";
import type { DoneWrite } from "../guarded/inverse.ts";
import { asLeaseId, asRevision, int64, noLease, type LeaseId } from "../../model/int64.ts";
import { createUndoRun } from "../undo/undo-run.ts";
import { ImportLedger } from "./import-ledger.ts";
import type { ImportOptions } from "./import-options.ts";
import { previewImport, writeImport } from "./import-run.ts";
import { doneImport } from "./import-undo.ts";
import { RecordReader } from "./record-reader.ts";

const none = asKey(new Uint8Array());
const options = (leases: ImportOptions["leases"]): ImportOptions => ({ stripPrefix: none, addPrefix: none, leases });

const callOf = (etcd: MemoryEtcd) => ({
  range: etcd.range.bind(etcd),
  txn: etcd.txn.bind(etcd),
  leaseGrant: async () => ({ id: asLeaseId(int64(9)), ttlSeconds: 60n }),
  leaseTimeToLive: async (id: LeaseId) => ({ id, ttlSeconds: 60n, grantedTtlSeconds: 60n, keys: [] }),
});

async function put(etcd: MemoryEtcd, key: Uint8Array, value: Uint8Array, lease = noLease): Promise<void> {
  const request = { key: asKey(Uint8Array.from(key)), value: asValue(Uint8Array.from(value)), lease };
  await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
}

/** Imports a file, and gives what of it can be taken back. */
async function imported(etcd: MemoryEtcd, text: string, how: ImportOptions): Promise<DoneWrite[]> {
  const file = async function* read() {
    const reader = new RecordReader();
    yield* reader.push(encodeUtf8(text));
    yield* reader.end();
  };
  const ledger = new ImportLedger();
  for await (const some of previewImport(callOf(etcd), file, how, ledger)) expect(some.length).toBeGreaterThan(0);
  const run = writeImport(callOf(etcd), file, how, ledger, true);
  const writes: DoneWrite[] = [];
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    if (step.kind === "stuck") throw new Error("stuck");
    const done = doneImport(step.results, how);
    expect(done.missed).toBe(0);
    writes.push(...done.writes);
  }
  return writes;
}

/** Takes all of it back, and gives what takes that back. */
async function takenBack(etcd: MemoryEtcd, writes: readonly DoneWrite[]): Promise<readonly DoneWrite[]> {
  const run = createUndoRun(etcd, writes);
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    if (step.kind === "stuck") throw new Error("stuck");
  }
  expect(run.result()).toMatchObject({ left: [], missed: 0 });
  return run.result().inverted;
}

const content = (etcd: MemoryEtcd) => etcd.all().map(({ key, value, lease }) => ({ key, value, lease }));

const bytes = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 });
const kvs = fc.uniqueArray(fc.record({ key: bytes, value: bytes, leased: fc.boolean() }), {
  maxLength: 300,
  selector: ({ key }) => key.join(),
});
const lines = (list: readonly { key: Uint8Array; value: Uint8Array; leased: boolean }[]) =>
  list
    .map(({ key, value, leased }) =>
      JSON.stringify({ key: encodeBase64(key), value: encodeBase64(value), ...(leased && { lease: "8" }) }),
    )
    .join("\n");

describe("taking an import back", () => {
  test.each(["keep", "same", "grant"] as const)("restores what it wrote over, leases: %s", async (leases) => {
    await fc.assert(
      fc.asyncProperty(kvs, kvs, async (before, file) => {
        const etcd = new MemoryEtcd();
        for (const { key, value, leased } of before)
          await put(etcd, key, value, leased ? asLeaseId(int64(7)) : noLease);
        const found = content(etcd);
        const writes = await imported(etcd, lines(file), options(leases));
        const made = content(etcd);
        const undone = await takenBack(etcd, writes);
        expect(content(etcd)).toEqual(found);
        // And back again.
        await takenBack(etcd, undone);
        expect(content(etcd)).toEqual(made);
      }),
      { numRuns: 15 },
    );
  });

  test("leaves out what was overwritten in an answer that was lost, and counts it", () => {
    const item = {
      place: 0,
      key: keyFromText("a"),
      value: valueFromText("new"),
      lease: noLease,
      seen: { modRevision: asRevision(int64(3)), version: int64(1) },
    };
    const outcome = { kind: "done", revision: asRevision(int64(5)), responses: [] } as const;
    expect(doneImport([{ item, outcome }], options("keep"))).toEqual({ writes: [], missed: 1 });
    const made = doneImport([{ item: { ...item, seen: undefined }, outcome }], options("keep"));
    expect(made.writes).toHaveLength(1);
  });
});
