import { MemoryEtcd } from "@etcd-explorer/shared/test/memory-etcd";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { expect, test } from "vitest";
import { writeDifferences } from "./export-job.ts";

async function etcdWith(values: Readonly<Record<string, string>>) {
  const etcd = new MemoryEtcd();
  for (const [key, value] of Object.entries(values)) {
    const request = { key: keyFromText(key), value: valueFromText(value) };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  return etcd;
}

async function factsOf(etcd: MemoryEtcd, name: string): Promise<KeyFacts> {
  const { kvs } = await etcd.range({ key: keyFromText(name) });
  const [kv] = kvs;
  if (kv === undefined) throw new Error(`no key ${name}`);
  return kv;
}

async function write(differences: readonly Difference[], calls: Parameters<typeof writeDifferences>[0]["calls"]) {
  const parts: string[] = [];
  const told: number[] = [];
  const sink = { write: async (bytes: Uint8Array) => void parts.push(new TextDecoder().decode(bytes)) };
  await writeDifferences({ differences, calls }, sink, (lines) => told.push(lines), new AbortController().signal);
  return { lines: parts.join("").trimEnd().split("\n"), told };
}

test("each difference is a line, with the values of the sides that have the key", async () => {
  const [left, right] = [await etcdWith({ a: "1", b: "2" }), await etcdWith({ b: "3", c: "4" })];
  const differences: readonly Difference[] = [
    { kind: "only-left", left: await factsOf(left, "a") },
    { kind: "differs", left: await factsOf(left, "b"), right: await factsOf(right, "b") },
    { kind: "only-right", right: await factsOf(right, "c") },
  ];
  const { lines } = await write(differences, { left, right });
  const texts = lines.map((line) => {
    const { kind, a, b } = JSON.parse(line);
    return [kind, a?.value_text, b?.value_text];
  });
  expect(texts).toEqual([
    ["only-left", "1", undefined],
    ["differs", "2", "3"],
    ["only-right", undefined, "4"],
  ]);
  expect((await write(differences, undefined)).lines.join("")).not.toContain("value");
});

test("many are written in parts, in their order", async () => {
  const etcd = await etcdWith({ a: "1" });
  const facts = await factsOf(etcd, "a");
  const differences = Array.from({ length: 2500 }, (): Difference => ({ kind: "only-left", left: facts }));
  const { lines, told } = await write(differences, undefined);
  expect(lines).toHaveLength(2500);
  expect(told).toEqual([1000, 2000, 2500]);
});
