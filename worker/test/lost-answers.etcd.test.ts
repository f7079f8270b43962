import { startFaultProxy, faults } from "@etcd-explorer/scripts/test/fault-proxy";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** Writes that a real etcd has done while the answer was lost on the way: nobody may call them undone, or do them twice. */
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { createBatchRun } from "@etcd-explorer/shared/write/batch/batch-run";
import { deleteItem } from "@etcd-explorer/shared/write/batch/guarded-item";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { createTxn, readOutcome, saveTxn } from "@etcd-explorer/shared/write/guarded/guarded-write";
import { keyStateOf } from "@etcd-explorer/shared/write/guarded/inverse";
import { formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { grantOwnLease } from "@etcd-explorer/shared/write/guarded/own-lease";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { checkWritten } from "@etcd-explorer/shared/write/guarded/write-check";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClient } from "../../web/src/api/client/client.ts";
import { createEtcdCalls, type EtcdCalls } from "../../web/src/api/client/etcd-calls.ts";
import { createGatewayCalls } from "../../web/src/api/client/gateway-calls.ts";
import { createTransport } from "../../web/src/api/client/transport.ts";
import { undoAll } from "./undo-all.ts";

const { origin } = lentApp();
const transport = createTransport((path, init) => fetch(`${origin}${typeof path === "string" ? path : ""}`, init));

const newest = lentEtcds().at(-1);
if (newest === undefined) throw new Error("no etcd was lent");
const lent = newest;
let proxy: Awaited<ReturnType<typeof startFaultProxy>>;
let etcd: EtcdCalls;
beforeAll(async () => {
  proxy = await startFaultProxy(lent);
  const target = { host: proxy.host, port: proxy.port };
  etcd = createEtcdCalls(createClient({ transport, onRequest: () => undefined }, { id: "proxy", target }));
});
afterAll(() => proxy.stop());

const txnPath = "/v3/kv/txn";
const etcdctl = (...args: string[]) => runEtcdctl(lent, args);
const printed = async (...args: string[]) => (await etcdctl(...args)).toString().trimEnd();
const failureIn = async (promise: Promise<unknown>) =>
  failureOf(await promise.then(() => undefined).catch((error: unknown) => error));
const sentTo = (path: string) => proxy.passed.filter((passed) => passed === path).length;

async function create(name: string): Promise<KeyValue> {
  await etcdctl("put", name, "old");
  const [kv] = (await etcd.range({ key: keyFromText(name) })).kvs;
  if (kv === undefined) throw new Error(`${name} is not there`);
  return kv;
}

describe.each(Object.entries(faults))("a save that etcd has done, answered with %s", (what, fault) => {
  test("is not called undone, is sent once, and is found by reading the key", async () => {
    const base = await create(`/lost/save ${what}`);
    const before = sentTo(txnPath);
    proxy.lose(txnPath, fault);
    const failure = await failureIn(etcd.txn(saveTxn(base, valueFromText("new"))));
    expect(wasWritten(failure)).toBe("unknown");
    expect(failure.kind).not.toBe("internal");
    expect(sentTo(txnPath)).toBe(before + 1);
    expect(await printed("get", "--print-value-only", `/lost/save ${what}`)).toBe("new");
    const [now] = (await etcd.range({ key: base.key })).kvs;
    expect(checkWritten(base, { ...keyStateOf(base), value: valueFromText("new") }, now)).toBe("written");
  });

  test("leaves a lease granted that is found by its ID", async () => {
    proxy.lose("/v3/lease/grant", fault);
    const { id, ttlSeconds } = await grantOwnLease(etcd, 600n);
    expect(ttlSeconds).toBe(600n);
    expect(await printed("lease", "list")).toContain(formatLeaseHex(id).replace(/^0x/, ""));
    await etcd.leaseRevoke(id);
  });

  test("of a console command fails it once, and does not repeat it", async () => {
    const path = "/v3/kv/put";
    const key = `/lost/put ${what}`;
    const before = sentTo(path);
    const target = { host: proxy.host, port: proxy.port };
    const gateway = createGatewayCalls(
      createClient({ transport, onRequest: () => undefined }, { id: "proxy", target }),
    );
    proxy.lose(path, fault);
    const failure = await failureIn(gateway.call(path, { key: btoa(key), value: btoa("value") }));
    expect(wasWritten(failure)).toBe("unknown");
    expect(failure.kind).not.toBe("internal");
    expect(sentTo(path)).toBe(before + 1);
    expect(await printed("get", "--print-value-only", key)).toBe("value");
  });
});

test("a bulk delete whose answers are lost is found out by reading, each key reported once as done", async () => {
  for (const at of [1, 2, 3, 4, 5]) await etcdctl("put", `/lost/bulk/${at}`, "x");
  const { kvs } = await etcd.range(prefixRange(keyFromText("/lost/bulk/")));
  const run = createBatchRun(etcd, kvs.values(), deleteItem);
  proxy.lose(txnPath, { kind: "answer", status: 502, type: "text/html", body: "<html>" });
  const outcomes: string[] = [];
  for (let step = await run.next(); step.kind !== "finished"; step = await run.next()) {
    expect(step.kind).toBe("settled");
    if (step.kind === "settled") outcomes.push(...step.results.map(({ outcome }) => outcome.kind));
  }
  expect(outcomes).toEqual(kvs.map(() => "done"));
  expect(await printed("get", "--prefix", "/lost/bulk/")).toBe("");
});

test("an undo whose answer is lost is found done, and can be taken back in turn", async () => {
  const base = await create("/lost/undo");
  const value = valueFromText("new");
  const { revision } = readOutcome(await etcd.txn(saveTxn(base, value)));
  const write = {
    revision,
    changes: [{ key: base.key, before: keyStateOf(base), after: { ...keyStateOf(base), value } }],
  };
  proxy.lose(txnPath, { kind: "cut" });
  const { inverted, left } = await undoAll(etcd, [write]);
  expect(left).toEqual([]);
  expect(await printed("get", "--print-value-only", "/lost/undo")).toBe("old");
  expect((await undoAll(etcd, inverted)).left).toEqual([]);
  expect(await printed("get", "--print-value-only", "/lost/undo")).toBe("new");
});

test("what etcd itself refuses is refused: nothing was written", async () => {
  const lease = (await etcd.leaseGrant({ ttlSeconds: 600n })).id;
  await etcd.leaseRevoke(lease);
  const failure = await failureIn(etcd.txn(createTxn(keyFromText("/lost/refused"), valueFromText("x"), lease)));
  expect(wasWritten(failure)).toBe("not-written");
  expect(await printed("get", "/lost/refused")).toBe("");
});
