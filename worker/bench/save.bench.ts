/** A save: a guarded transaction, whose answer tells the key as it is now. */
import { randomBytes } from "node:crypto";
import { Agent } from "node:http";
import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { createTxn, readOutcome, saveTxn, writtenKey } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { measuredCall } from "./listing-call.ts";
import { formatComparison, formatFigure, medians } from "./measure.ts";
import { call } from "./post.ts";
import type { Bench, BenchSetup } from "./bench-setup.ts";

/** What is saved: a short value, and one that is large for etcd. */
const sizes = [
  { name: "20 B", sizeBytes: 20 },
  { name: "256 kB", sizeBytes: 256_000 },
];

export const save: Bench = {
  name: "save",
  run: async (setup) => {
    const figures = [];
    for (const { name, sizeBytes } of sizes) figures.push(...(await measureSave(setup, name, sizeBytes)));
    return figures;
  },
};

async function measureSave(setup: BenchSetup, name: string, sizeBytes: number) {
  const { endpoint } = setup.etcd;
  const browser = new Agent({ keepAlive: true, maxSockets: 1 });
  const etcd = measuredCall(setup, browser);
  const value = asValue(new Uint8Array(randomBytes(sizeBytes)));
  const begin = async (text: string): Promise<KeyValue> => {
    const key = keyFromText(`/save/${name}/${text}`);
    const outcome = readOutcome(await etcd.txn(createTxn(key, value)));
    const kv = outcome.kind === "written" ? writtenKey(outcome.now, { value, lease: noLease }) : undefined;
    if (kv === undefined) throw new Error(`${text} was not created`);
    return kv;
  };
  let ours = await begin("ours");
  let saves = 0;
  const before = etcd.moved.requests;
  const direct = await begin("direct");
  const always = encodeTxnRequest({ ...saveTxn(direct, value), compare: [] });
  const [oursMs = Number.NaN, directMs = Number.NaN] = await medians([
    async () => {
      const outcome = readOutcome(await etcd.txn(saveTxn(ours, value)));
      const kv = outcome.kind === "written" ? writtenKey(outcome.now, ours) : undefined;
      if (kv === undefined) throw new Error("a save was not done");
      ours = kv;
      saves++;
    },
    () => call(`${endpoint}/v3/kv/txn`, JSON.stringify(always)),
  ]);
  browser.destroy();
  const requests = (etcd.moved.requests - before - 1) / saves;
  return [
    formatComparison({
      name: `save of ${name}, p50`,
      ours: oursMs,
      direct: directMs,
      unit: "ms",
      limit: { kind: "at most", value: 3.5 },
    }),
    formatFigure(`save of ${name}, requests`, `${requests} until the key is known as it is now`, requests === 1),
  ];
}
