import fc from "fast-check";
import { expect, test } from "vitest";
import { CompactedEtcd } from "../../../test/compacted-etcd.ts";
import { asValue, keyFromText } from "../../model/bytes.ts";
import { zeroRevision } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { readRanges } from "./read-ranges.ts";

const key = (at: number) => keyFromText(`/${String(at).padStart(3, "0")}`);

async function etcdWith(keys: number, maxTxnOps?: number, bytes = 1): Promise<CompactedEtcd> {
  const etcd = new CompactedEtcd(maxTxnOps);
  for (let at = 0; at < keys; at++) {
    const request = { key: key(at), value: asValue(new Uint8Array(bytes)) };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  etcd.calls = 0;
  return etcd;
}

test("any number of ranges is read as of one revision, whatever the server takes and whoever writes meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      async (count, maxTxnOps, isNewest) => {
        const etcd = await etcdWith(8, maxTxnOps);
        const before = etcd.revision;
        const requests = Array.from({ length: count }, (_, at) => ({
          ...(at % 3 === 0 ? prefixRange(keyFromText("/")) : { key: key(at % 8) }),
          ...(isNewest && { revision: zeroRevision }),
        }));
        const expected = await Promise.all(requests.map(async (request) => (await etcd.range(request)).kvs));
        // What is written after the first answer is in none.
        const send = etcd.txn.bind(etcd);
        etcd.txn = async (request) => {
          const answer = await send(request);
          await send({ compare: [], success: [{ kind: "delete", request: { key: key(3) } }], failure: [] });
          return answer;
        };
        const { ranges, revision } = await readRanges(etcd, requests);
        expect(ranges.map(({ kvs }) => kvs)).toEqual(expected);
        expect(revision).toBe(count === 0 ? undefined : before);
      },
    ),
    { numRuns: 60 },
  );
});

test("one transaction is enough where the server takes it, and a smaller limit is found once", async () => {
  const requests = Array.from({ length: 100 }, (_, at) => ({ key: key(at) }));
  const usual = await etcdWith(1);
  await readRanges(usual, requests);
  expect(usual.calls).toBe(1);
  const small = await etcdWith(1, 16);
  await readRanges(small, requests);
  // 100, 50 and 25 are refused; then eight times 13 at most.
  expect(small.calls).toBeLessThanOrEqual(11);
});

test("what a response cannot hold is read in parts, and one range that is too large fails", async () => {
  const etcd = await etcdWith(10, undefined, 1000);
  etcd.mostBytes = 3000;
  const requests = Array.from({ length: 10 }, (_, at) => ({ key: key(at) }));
  expect((await readRanges(etcd, requests)).ranges.flatMap(({ kvs }) => kvs)).toHaveLength(10);
  await expect(readRanges(etcd, [prefixRange(keyFromText("/"))])).rejects.toMatchObject({
    failure: { kind: "too-large" },
  });
});
