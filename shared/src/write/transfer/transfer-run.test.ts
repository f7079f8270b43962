import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import type { BatchRun } from "../batch/batch-run.ts";
import {
  asKey,
  asValue,
  encodeHex,
  decodeUtf8,
  encodeUtf8,
  keyFromText,
  valueFromText,
  type Key,
  type Value,
} from "../../model/bytes.ts";
import { asLeaseId, int64, noLease, type LeaseId } from "../../model/int64.ts";
import type { LeaseGrantRequest } from "../../model/lease.ts";
import { allKeys, prefixRange, type KeyRange } from "../../model/range.ts";
import { estimateExport, isLargeExport } from "./export-cost.ts";
import { runExport, type ExportFormat } from "./export-run.ts";
import { ImportLedger } from "./import-ledger.ts";
import type { ImportOptions } from "./import-options.ts";
import { previewImport, writeImport, type ImportItem, type Previewed } from "./import-run.ts";
import { RecordReader } from "./record-reader.ts";

const none = asKey(new Uint8Array());
const keep: ImportOptions = { stripPrefix: none, addPrefix: none, leases: "keep" };

/** The etcd in memory with leases that are never over. */
function withLeases(etcd: MemoryEtcd) {
  let granted = 0;
  const ttls = new Map<LeaseId, bigint>([[asLeaseId(int64(7)), 60n]]);
  return {
    range: (request: Parameters<MemoryEtcd["range"]>[0]) => etcd.range(request),
    txn: (request: Parameters<MemoryEtcd["txn"]>[0]) => etcd.txn(request),
    ttls,
    granted: () => granted,
    leaseGrant: async ({ ttlSeconds, id = asLeaseId(int64(100)) }: LeaseGrantRequest) => {
      granted++;
      ttls.set(id, ttlSeconds);
      return { id, ttlSeconds };
    },
    leaseTimeToLive: async (id: LeaseId) => {
      const ttlSeconds = ttls.get(id) ?? -1n;
      return { id, ttlSeconds, grantedTtlSeconds: ttlSeconds < 0n ? 0n : ttlSeconds, keys: [] };
    },
  };
}

async function put(etcd: MemoryEtcd, key: Key, value: Value, lease = noLease): Promise<void> {
  await etcd.txn({ compare: [], success: [{ kind: "put", request: { key, value, lease } }], failure: [] });
}

async function exported(
  etcd: MemoryEtcd,
  format: ExportFormat,
  ranges: readonly KeyRange[] = [allKeys],
): Promise<string> {
  let text = "";
  const write = async (piece: string) => void (text += piece);
  await runExport(withLeases(etcd), { ranges, format, write, onProgress: () => {} });
  return text;
}

const fileOf = (text: string) =>
  async function* read() {
    const reader = new RecordReader();
    yield* reader.push(encodeUtf8(text));
    yield* reader.end();
  };

async function preview(etcd: MemoryEtcd, text: string, options = keep) {
  const ledger = new ImportLedger();
  const told: Previewed[] = [];
  for await (const some of previewImport(withLeases(etcd), fileOf(text), options, ledger)) told.push(...some);
  return { ledger, told: told.map((one) => (one.kind === "problem" ? one.problem : one.standing)) };
}

async function finish(run: BatchRun<ImportItem>): Promise<string[]> {
  const outcomes: string[] = [];
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    if (step.kind === "stuck") throw new Error("stuck");
    outcomes.push(...step.results.map(({ outcome }) => outcome.kind));
  }
  return outcomes;
}

async function importAll(etcd: MemoryEtcd, text: string, options = keep, overwrite = false): Promise<string[]> {
  const { ledger } = await preview(etcd, text, options);
  return await finish(writeImport(withLeases(etcd), fileOf(text), options, ledger, overwrite));
}
const content = (etcd: MemoryEtcd) => etcd.all().map(({ key, value, lease }) => ({ key, value, lease }));

const bytes = (minLength: number) => fc.uint8Array({ minLength, maxLength: 12 }).map((list) => Uint8Array.from(list));
const lines = (...names: string[]) => names.map((name) => `{"key_text":"${name}","value_text":"new"}\n`).join("");

describe("export and import", () => {
  test.each(["json-lines", "etcdctl"] as const)("give the same keys, values and leases: %s", async (format) => {
    const any = fc.record({ key: bytes(1).map(asKey), value: bytes(0).map(asValue), leased: fc.boolean() });
    const keyspace = fc.uniqueArray(any, { maxLength: 30, selector: ({ key }) => encodeHex(key) });
    await fc.assert(
      fc.asyncProperty(keyspace, async (kvs) => {
        const [source, target] = [new MemoryEtcd(), new MemoryEtcd()];
        for (const { key, value, leased } of kvs) await put(source, key, value, leased ? asLeaseId(int64(7)) : noLease);
        const text = await exported(source, format);
        await importAll(target, text, { ...keep, leases: "same" });
        expect(content(target)).toEqual(content(source));
        // Run again, there is nothing left to do.
        expect(new Set((await preview(target, text, { ...keep, leases: "same" })).told)).toEqual(
          new Set(kvs.length === 0 ? [] : ["equal"]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test("the lines tell the TTL of leases, of which an import grants one for each", async () => {
    const source = new MemoryEtcd();
    for (const name of ["a", "b"]) await put(source, keyFromText(name), valueFromText(name), asLeaseId(int64(7)));
    const target = new MemoryEtcd();
    await importAll(target, await exported(source, "json-lines"), { ...keep, leases: "grant" });
    const leases = new Set(content(target).map(({ lease }) => lease));
    expect(leases.size).toBe(1);
    expect(leases.has(noLease)).toBe(false);
  });
});

describe("an export of a selection", () => {
  const names = ["a", "b", "d/1", "d/2", "e"];
  const selection = [{ key: keyFromText("a") }, prefixRange(keyFromText("d/")), { key: keyFromText("gone") }];

  async function filled(): Promise<MemoryEtcd> {
    const etcd = new MemoryEtcd();
    for (const name of names) await put(etcd, keyFromText(name), valueFromText(name.repeat(10)));
    return etcd;
  }

  test("holds its keys and all of its ranges, and leaves out what is gone", async () => {
    const text = await exported(await filled(), "json-lines", selection);
    const records: string[] = [];
    for await (const entry of fileOf(text)())
      records.push(entry.kind === "record" ? (decodeUtf8(entry.record.key) ?? "") : "bad");
    expect(records).toEqual(["a", "d/1", "d/2"]);
  });

  test("is told before it is read: how many keys, and about how large the file becomes", async () => {
    const etcd = await filled();
    const cost = await estimateExport(withLeases(etcd), [prefixRange(keyFromText("d/"))]);
    expect(cost.keys).toBe(2);
    for (const format of ["json-lines", "etcdctl", "keys", "decoded"] as const) {
      const length = (await exported(etcd, format, [prefixRange(keyFromText("d/"))])).length;
      expect(Math.abs(cost.sizeBytes[format] - length)).toBeLessThan(120);
    }
    expect(isLargeExport(cost, "json-lines")).toBe(false);
    expect(isLargeExport({ ...cost, keys: 100_001 }, "keys")).toBe(true);
  });

  test("is estimated from all of it: what is small at the start and large at the end", async () => {
    const etcd = new MemoryEtcd();
    for (let at = 0; at < 20; at++) await put(etcd, keyFromText(`x/a${at}`), valueFromText("1"));
    for (let at = 0; at < 5; at++) await put(etcd, keyFromText(`x/b${at}`), valueFromText("y".repeat(100_000)));
    const ranges = [prefixRange(keyFromText("x/"))];
    const cost = await estimateExport(withLeases(etcd), ranges);
    expect(cost).toMatchObject({ keys: 25, sampled: 25 });
    const { length } = await exported(etcd, "json-lines", ranges);
    expect(Math.abs(cost.sizeBytes["json-lines"] - length)).toBeLessThan(length / 100);
  });

  test("tells of Secrets, also where few keys of many are sampled", async () => {
    const etcd = new MemoryEtcd();
    for (let at = 0; at < 1000; at++) await put(etcd, keyFromText(`/registry/pods/${at}`), valueFromText("1"));
    const secret = '{"kind":"Secret"}';
    for (const name of ["a", "b"]) await put(etcd, keyFromText(`/registry/secrets/${name}`), valueFromText(secret));
    const { keys, sampled, secrets } = await estimateExport(withLeases(etcd), [prefixRange(keyFromText("/registry/"))]);
    expect(sampled).toBeLessThan(keys);
    expect(secrets).toBeGreaterThanOrEqual(2);
    const few = [prefixRange(keyFromText("/registry/secrets/"))];
    expect((await estimateExport(withLeases(etcd), few)).secrets).toBe(2);
    let heard = 0;
    const request = { ranges: few, format: "etcdctl", write: async () => {}, onProgress: () => {} } as const;
    await runExport(withLeases(etcd), { ...request, onSecret: () => heard++ });
    expect(heard).toBe(2);
  });

  test("of keys alone cannot be taken for keys with empty values", async () => {
    const text = await exported(await filled(), "keys");
    const { told } = await preview(new MemoryEtcd(), text);
    expect(told).toHaveLength(names.length);
    expect(told.every((problem) => problem.startsWith("has no value"))).toBe(true);
  });
});

const named = (name: string, lease: number) => `{"key_text":"${name}","value_text":"","lease":"${lease}"}\n`;

describe("an import", () => {
  test("tells what it would do, without doing it", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, keyFromText("same"), valueFromText("new"));
    await put(etcd, keyFromText("other"), valueFromText("old"));
    await put(etcd, keyFromText("since"), valueFromText("old"));
    const before = etcd.revision;
    const text = `${lines("fresh", "same", "other", "same")}nonsense\n{"key_text":"since","value_text":"older","mod_revision":"2"}\n`;
    expect((await preview(etcd, text)).told).toEqual([
      "add",
      "equal",
      "change",
      "repeats the key of an earlier line, which is used",
      expect.stringContaining("is not valid JSON"),
      "conflict",
    ]);
    expect(etcd.revision).toBe(before);
  });

  test("writes adds and changes, and conflicts only where that is wanted", async () => {
    const text =
      '{"key_text":"since","value_text":"older","mod_revision":"1"}\n{"key_text":"fresh","value_text":"1"}\n';
    const etcd = new MemoryEtcd();
    await put(etcd, keyFromText("since"), valueFromText("newer"));
    expect(await importAll(etcd, text)).toEqual(["done"]);
    expect(etcd.all().map(({ value }) => value)).toEqual([valueFromText("1"), valueFromText("newer")]);
    expect(await importAll(etcd, text, keep, true)).toEqual(["done"]);
    expect(etcd.all().map(({ value }) => value)).toEqual([valueFromText("1"), valueFromText("older")]);
  });

  test("leaves what somebody writes after the preview, and reports it", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, keyFromText("a"), valueFromText("old"));
    const { ledger } = await preview(etcd, lines("a", "b", "c"));
    await put(etcd, keyFromText("a"), valueFromText("theirs"));
    await put(etcd, keyFromText("b"), valueFromText("theirs"));
    const outcomes = await finish(writeImport(withLeases(etcd), fileOf(lines("a", "b", "c")), keep, ledger, false));
    expect(outcomes.toSorted()).toEqual(["changed", "changed", "done"]);
    expect(etcd.all().map(({ value }) => value)).toEqual(["theirs", "theirs", "new"].map(valueFromText));
  });

  test("keeps the lease of a key that it changes, unless told otherwise", async () => {
    const etcd = new MemoryEtcd();
    await put(etcd, keyFromText("a"), valueFromText("old"), asLeaseId(int64(7)));
    await importAll(etcd, lines("a"));
    expect(content(etcd)).toEqual([{ key: keyFromText("a"), value: valueFromText("new"), lease: asLeaseId(int64(7)) }]);
    await importAll(etcd, lines("a"), { ...keep, leases: "same" });
    expect(content(etcd)).toEqual([{ key: keyFromText("a"), value: valueFromText("new"), lease: noLease }]);
  });

  test("goes on after a grant that failed with the leases that it has granted before", async () => {
    const text = named("a", 7) + named("b", 8) + named("c", 7);
    const etcd = new MemoryEtcd();
    const options: ImportOptions = { ...keep, leases: "grant" };
    const { ledger } = await preview(etcd, text, options);
    const call = withLeases(etcd);
    let grants = 0;
    const failing = {
      ...call,
      leaseGrant: (request: LeaseGrantRequest) =>
        ++grants === 2 ? Promise.reject(new Error("offline")) : call.leaseGrant(request),
    };
    const first = writeImport(failing, fileOf(text), options, ledger, false);
    await expect(first.next()).rejects.toThrow("offline");
    expect(await finish(writeImport(failing, fileOf(text), options, ledger, false))).toEqual(["done", "done", "done"]);
    const [a, b, c] = content(etcd).map(({ lease }) => lease);
    expect(a).toBe(c);
    expect(a).not.toBe(b);
    expect(call.granted()).toBe(2);
  });

  test("names keys whose lease is not there", async () => {
    const text = '{"key_text":"a","value_text":"","lease":"9"}\n{"key_text":"b","value_text":"","lease":"7"}\n';
    const { told } = await preview(new MemoryEtcd(), text, { ...keep, leases: "same" });
    expect(told).toEqual([expect.stringContaining("requires lease 9, which does not exist"), "add"]);
  });

  test("remembers a thousand keys and more exactly", async () => {
    const names = Array.from({ length: 2500 }, (_, at) => `k${at}`);
    const etcd = new MemoryEtcd();
    for (const name of names.slice(0, 50)) await put(etcd, keyFromText(name), valueFromText("old"));
    const { ledger } = await preview(etcd, lines(...names));
    expect(ledger.length).toBe(2500);
    expect(ledger.at(1)).toEqual({ standing: "change", seen: { modRevision: "3", version: "1" }, settled: false });
    expect(ledger.at(2499)).toEqual({ standing: "add", seen: undefined, settled: false });
    ledger.settle(2499);
    expect(ledger.at(2499).settled).toBe(true);
  });
});
