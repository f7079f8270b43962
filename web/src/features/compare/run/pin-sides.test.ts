import { CompactedEtcd } from "@etcd-explorer/shared/test/compacted-etcd";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { asksFirst, pinSides, readsNamesAlone } from "./pin-sides.ts";

const prefix = keyFromText("/a/");
const { signal } = new AbortController();

async function etcdWith(keys: number): Promise<CompactedEtcd> {
  const etcd = new CompactedEtcd();
  for (let at = 0; at < keys; at++) {
    const request = { key: keyFromText(`/a/${at}`), value: valueFromText("x".repeat(100)) };
    await etcd.txn({ compare: [], success: [{ kind: "put", request }], failure: [] });
  }
  return etcd;
}

test("now is pinned to one revision, the same for both sides of one connection", async () => {
  const etcd = await etcdWith(3);
  const send = etcd.range.bind(etcd);
  // Somebody writes after each read.
  etcd.range = async (request) => {
    const answer = await send(request);
    const put = { key: keyFromText("/b"), value: valueFromText("1") };
    await etcd.txn({ compare: [], success: [{ kind: "put", request: put }], failure: [] });
    return answer;
  };
  const side = { connection: "one", prefix, at: "live" } as const;
  const { pinned } = await pinSides({ left: etcd, right: etcd }, { left: side, right: side }, signal);
  expect(pinned.left.revision).toBe(pinned.right.revision);
  expect(pinned.left.keys).toBe(3);
});

test("a revision that is compacted fails for its side", async () => {
  const etcd = await etcdWith(5);
  etcd.floor = asRevision(int64(4));
  const side = { connection: "one", prefix, at: "live" } as const;
  const past = { ...side, at: asRevision(int64(2)) };
  const pinning = pinSides({ left: etcd, right: etcd }, { left: side, right: past }, signal);
  await expect(pinning).rejects.toMatchObject({ side: "right", failure: { kind: "compacted" } });
});

test("values are read where the prefixes or the connections differ, and cost more then", async () => {
  const one = { connection: "one", prefix, at: "live" } as const;
  expect(readsNamesAlone({ left: one, right: one })).toBe(true);
  expect(readsNamesAlone({ left: one, right: { ...one, connection: "two" } })).toBe(false);
  expect(readsNamesAlone({ left: one, right: { ...one, prefix: keyFromText("/b/") } })).toBe(false);
  const etcd = await etcdWith(600);
  const cost = async (right: typeof one | { connection: string; prefix: typeof prefix; at: "live" }) =>
    (await pinSides({ left: etcd, right: etcd }, { left: one, right }, signal)).cost;
  const [names, values] = [await cost(one), await cost({ ...one, connection: "two" })];
  expect([names.keys, values.keys]).toEqual([1200, 1200]);
  expect(values.sizeBytes).toBeGreaterThan(names.sizeBytes);
  expect(asksFirst(values)).toBe(false);
});
