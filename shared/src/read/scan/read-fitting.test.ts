import fc from "fast-check";
import { expect, test } from "vitest";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { asValue, encodeHex, keyFromText, type Key } from "../../model/bytes.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { AnswerLimit, TxnCall } from "../ranges/txn-call.ts";
import { estimateJsonBytes } from "./page-size.ts";
import { FittingCount, fittingBytes, readFitting, readInPieces, readItems, valueBytes } from "./read-fitting.ts";

const name = (at: number) => keyFromText(`/${String(at).padStart(3, "0")}`);

/** An etcd with values of these sizes, which refuses answers as the worker does, and tells the longest that it gave. */
async function etcdOf(sizes: readonly number[], maxTxnOps?: number) {
  const etcd = new CompactedEtcd(maxTxnOps);
  for (const [at, size] of sizes.entries()) {
    const request = { key: name(at), value: asValue(new Uint8Array(size)) };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  etcd.calls = 0;
  etcd.largestResponse = 0;
  const txn: TxnCall["txn"] = (request, _signal, limit?: AnswerLimit) => {
    // As etcd's JSON is: base64, and the fields around it.
    const room = (limit?.maxBytes ?? Infinity) - estimateJsonBytes(request.success.length, 0);
    etcd.mostBytes = (room * 3) / 4;
    return etcd.txn(request);
  };
  return { etcd, call: { txn } };
}

async function readAll(call: TxnCall, keys: readonly Key[]) {
  const found: (KeyValue | undefined)[] = [];
  let most = 0;
  for await (const piece of readInPieces(call, keys)) {
    found.push(...piece);
    most = Math.max(most, valueBytes(piece));
  }
  return { found, most };
}

const large = 1.5 * 1024 * 1024;

test("a megabyte after a hundred small values is read in bounded memory, whatever comes after what", async () => {
  // Buffers of zeros, and few runs: what is measured are lengths.
  const run = fc.tuple(fc.constantFrom(10, 10, 3_000, 400_000, large), fc.integer({ min: 1, max: 70 }));
  const given = fc.tuple(fc.array(run, { minLength: 1, maxLength: 4 }), fc.constantFrom(undefined, 16));
  await fc.assert(
    fc.asyncProperty(given, async ([runs, maxTxnOps]) => {
      const sizes = runs.flatMap(([size, count]) => Array.from({ length: count }, () => size));
      const { etcd, call } = await etcdOf(sizes, maxTxnOps);
      const keys = sizes.flatMap((_, at) => (at % 7 === 3 ? [name(at), keyFromText(`/none-${at}`)] : [name(at)]));
      const { found, most } = await readAll(call, keys);
      expect(most).toBeLessThanOrEqual((fittingBytes * 3) / 4);
      expect(etcd.largestResponse).toBeLessThanOrEqual((fittingBytes * 3) / 4);
      const byKey = new Map(etcd.all().map((kv) => [encodeHex(kv.key), kv]));
      expect(found.map((kv) => kv?.modRevision)).toEqual(keys.map((key) => byKey.get(encodeHex(key))?.modRevision));
    }),
    { seed: 14, numRuns: 12 },
  );
});

test("small values come a hundred at a time, and one value of any size comes alone", async () => {
  const small = await etcdOf(Array.from({ length: 500 }, () => 100));
  await readAll(
    small.call,
    Array.from({ length: 500 }, (_, at) => name(at)),
  );
  // 16, 32, 64, 100 …
  expect(small.etcd.calls).toBe(7);
  const huge = await etcdOf([1, 2 * fittingBytes, 1]);
  expect((await readAll(huge.call, [name(0), name(1), name(2)])).most).toBe(2 * fittingBytes);
  expect((await readFitting(huge.call, [name(1), name(0)])).kvs).toHaveLength(1);
});

test("items without a key of their own count as read as far as those around them are", async () => {
  const { call } = await etcdOf([large, large, large, 1]);
  const items = [undefined, 0, undefined, 1, 2, undefined, 3].map((at) => ({ at }));
  const read = (from: number) =>
    readItems(
      items.slice(from),
      ({ at }) => (at === undefined ? undefined : name(at)),
      (keys) => readFitting(call, keys),
    );
  const seen: number[] = [];
  for (let from = 0; from < items.length;) {
    const piece = await read(from);
    expect(piece.read).toBeGreaterThan(0);
    seen.push(...[...piece.found.keys()].flatMap(({ at }) => at ?? []));
    from += piece.read;
  }
  expect(seen).toEqual([0, 1, 2, 3]);
  expect(
    (
      await readItems(
        [{}],
        () => undefined,
        () => Promise.reject(new Error("nothing is asked")),
      )
    ).read,
  ).toBe(1);
});

test("the count of keys follows what the last ones held", () => {
  const count = new FittingCount();
  expect(count.next).toBe(16);
  count.note(16, 16);
  count.note(32, 32);
  count.note(64, 64);
  expect(count.next).toBe(100);
  count.note(100, 100 * large);
  expect(count.next).toBe(2);
  count.note(0, 0);
  expect(count.next).toBe(2);
});
