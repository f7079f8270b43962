import { expect, test } from "vitest";
import { keyFromText, valueFromText } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { Operation } from "../../model/txn.ts";
import { MemoryEtcd } from "../../../test/memory-etcd.ts";
import { listWrites } from "./list-writes.ts";
import { measureChanges, type ChangeSize } from "./measure.ts";

const put = (key: string, value: string): Operation => ({
  kind: "put",
  request: { key: keyFromText(key), value: valueFromText(value) },
});
const write = (etcd: MemoryEtcd, ...success: Operation[]) => etcd.txn({ compare: [], success, failure: [] });

async function plan() {
  const etcd = new MemoryEtcd();
  await write(etcd, put("a", "then"), put("b", "same"), put("c", "x".repeat(300)));
  const [sources, revision] = [etcd.all(), etcd.revision];
  await write(etcd, put("a", "later"), put("b", "same"), { kind: "delete", request: { key: keyFromText("c") } });
  await write(etcd, put("d", "new"));
  const now = etcd.all();
  const changes = sources.map((source, at) => ({
    target: source.key,
    source,
    ...(now[at]?.key.join() === source.key.join() ? { found: now[at] } : {}),
  }));
  const [, , added] = now;
  if (added === undefined) throw new Error("d is there");
  const sides = { source: { call: etcd, revision }, target: { call: etcd, revision: etcd.revision } };
  return { etcd, revision, sides, changes: [...changes, { target: added.key, found: added }] };
}

test("the changes of a plan are measured, with where their values begin", async () => {
  const { sides, changes } = await plan();
  const sizes: ChangeSize[] = [];
  for await (const piece of measureChanges(sides, changes)) sizes.push(...piece);
  expect(sizes.map(({ putBytes, goneBytes, isEqual }) => [putBytes, goneBytes, isEqual])).toEqual([
    [4, 5, false],
    [4, 4, true],
    [300, 0, false],
    [0, 3, false],
  ]);
  expect(sizes[2]?.start).toHaveLength(120);
  expect(sizes.every(({ lease }) => lease === noLease)).toBe(true);
});

test("no more is read than the limits allow", async () => {
  const { sides, changes } = await plan();
  const pieces = [];
  for await (const piece of measureChanges(sides, changes, undefined, { changes: 2, bytes: 1 })) pieces.push(piece);
  expect(pieces.map((piece) => piece.length)).toEqual([2]);
});

test("the writes of a plan are listed but for those that change nothing, and not where they are too many", async () => {
  const { etcd, revision, changes } = await plan();
  const target = { ...etcdCalls(etcd), leaseGrant: () => Promise.reject(new Error("no lease is asked for")) };
  const listed = { changes, revision, leases: { kind: "none" } } as const;
  const { items, leftOut } = await listWrites({ source: etcd, target }, listed);
  expect(leftOut).toEqual([{ kind: "equal", key: keyFromText("b") }]);
  expect(items.map((item) => item.write[0]?.kind)).toEqual(["put", "put", "delete"]);
  await expect(listWrites({ source: etcd, target }, listed, 500)).rejects.toMatchObject({
    failure: { kind: "too-large" },
  });
});

function etcdCalls(etcd: MemoryEtcd) {
  return {
    txn: (request: Parameters<MemoryEtcd["txn"]>[0]) => etcd.txn(request),
    leaseTimeToLive: () => Promise.resolve({ ttlSeconds: -1n }),
  };
}
