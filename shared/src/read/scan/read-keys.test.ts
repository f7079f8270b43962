import { expect, test } from "vitest";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { formatKey } from "../../model/key-text.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { findKeys, keysPerRead, readKeys } from "./read-keys.ts";

/** Every even key of `/0` … stands; an answer of more than `most` keys is too large. */
async function evenKeys(count: number, most = Infinity) {
  const etcd = new MemoryEtcd();
  const keys = Array.from({ length: count }, (_, at) => keyFromText(`/${at}`));
  for (const key of keys.filter((_, at) => at % 2 === 0)) {
    const put = { kind: "put" as const, request: { key, value: valueFromText("x") } };
    await etcd.txn({ compare: [], success: [put], failure: [] });
  }
  const asked: number[] = [];
  const txn = async (request: TxnRequest) => {
    asked.push(request.success.length);
    if (request.success.length > most) throw new FailureError({ kind: "too-large", what: "body", limitBytes: 1 });
    return await etcd.txn(request);
  };
  return { keys, asked, call: { txn } };
}

test("an answer that is too large is asked for again in halves, and every key keeps its place", async () => {
  const { keys, asked, call } = await evenKeys(5, 2);
  const { kvs } = await readKeys(call, keys);
  expect(kvs.map((kv) => kv && formatKey(kv.key))).toEqual(["/0", undefined, "/2", undefined, "/4"]);
  expect(asked).toEqual([5, 3, 2, 1, 2]);
});

test("what exists of many keys is found in several reads, in the order given", async () => {
  const { keys, asked, call } = await evenKeys(keysPerRead + 3);
  const found = await findKeys(call, keys.toReversed());
  expect(found.map(({ key }) => formatKey(key))).toEqual(
    Array.from({ length: 52 }, (_, at) => `/${keysPerRead + 2 - 2 * at}`),
  );
  expect(asked).toEqual([keysPerRead, 3]);
});
