import { lentApp, lentEtcds, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { createBatchRun } from "@etcd-explorer/shared/write/batch/batch-run";
import { putItem } from "@etcd-explorer/shared/write/batch/guarded-item";
import { makePlan, type BulkPlan } from "@etcd-explorer/shared/write/bulk/bulk-plan";
import { outermostRanges, type BulkAct } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { createBulkRun, type BulkRun } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { createUndoRun } from "@etcd-explorer/shared/write/undo/undo-run";
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { noLease, parseLeaseHex } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { describe, expect, test } from "vitest";
import { appCall, type AppCall } from "./bulk-call.ts";

const { origin } = lentApp();
const count = 3_000;

describe.each(lentMinors())("bulk acts on etcd $version", (etcd) => {
  const call = appCall(origin, { host: etcd.host, port: etcd.port });
  const ctl = (...args: string[]) => runEtcdctl(etcd, args);

  /** Fills a prefix of the test's own; every third key under a lease. Gives the lease in hex. */
  async function fill(prefix: string): Promise<string> {
    const granted = (await ctl("lease", "grant", "3600")).toString();
    const hex = /lease ([0-9a-f]+) granted/.exec(granted)?.[1] ?? "";
    const lease = parseLeaseHex(hex) ?? noLease;
    const all = Array.from({ length: count }, (_, at) => ({
      key: keyFromText(`${prefix}${String(at).padStart(5, "0")}`),
      value: valueFromText(`value ${at}`),
      lease: at % 3 === 0 ? lease : noLease,
    }));
    expect(await drain(createBatchRun(call, all.values(), (content) => putItem(content, undefined)))).toBe(count);
    return hex;
  }
  /** Key and value of everything below a prefix, as etcdctl prints it. */
  const dump = async (prefix: string) => (await ctl("get", prefix, "--prefix")).toString();
  const attached = async (lease: string) => {
    const printed = (await ctl("lease", "timetolive", lease, "--keys")).toString();
    return (/attached keys\(\[(.*)\]\)/.exec(printed)?.[1] ?? "").split(" ").filter(Boolean).toSorted();
  };
  const plan = (prefix: string, act: BulkAct) =>
    makePlan(call, { ranges: outermostRanges([], [keyFromText(prefix)]), act });

  test("a prefix is deleted but for what a second writer changes meanwhile, and brought back with its leases", async () => {
    const prefix = `/bulk-${etcd.version}/delete/`;
    const lease = await fill(prefix);
    const before = await dump(prefix);
    const leased = await attached(lease);
    const planned = await plan(prefix, { kind: "delete", keep: true });
    expect(planned).toMatchObject({ count, undoable: true });
    expect(planned).not.toHaveProperty("blocked");
    await ctl("put", `${prefix}00011`, "theirs");
    await ctl("put", `${prefix}02999x`, "new");
    await ctl("del", `${prefix}01500`);
    const report = await finish(createBulkRun(call, planned));
    expect(report).toMatchObject({ done: count - 2, changed: 2, refused: 0, step: { kind: "finished" } });
    expect(report.leftOut.map(({ key }) => formatKey(key))).toEqual([`${prefix}00011`, `${prefix}01500`]);
    expect(await dump(prefix)).toBe(`${prefix}00011\ntheirs\n${prefix}02999x\nnew\n`);

    await ctl("put", `${prefix}00011`, "value 11");
    await ctl("put", `${prefix}01500`, "value 1500", `--lease=${lease}`);
    await ctl("del", `${prefix}02999x`);
    expect(await finish(createUndoRun(call, report.undo))).toMatchObject({ done: count - 2, changed: 0 });
    expect(await dump(prefix)).toBe(before);
    expect(await attached(lease)).toEqual(leased);
  });

  test("an untouched prefix goes in a single transaction", async () => {
    const prefix = `/bulk-${etcd.version}/whole/`;
    await fill(prefix);
    const report = await finish(createBulkRun(call, await plan(prefix, { kind: "delete", keep: true })));
    expect(report).toMatchObject({ done: count, transactions: 1 });
    expect(report.undo).toHaveLength(count);
    expect(await dump(prefix)).toBe("");
  });

  test("a move is stopped in the middle and gone on with, while a second writer changes keys; undo moves back", async () => {
    const prefix = `/bulk-${etcd.version}/move/`;
    const to = `/bulk-${etcd.version}/moved/`;
    const lease = await fill(prefix);
    const before = await dump(prefix);
    const leased = await attached(lease);
    const act = {
      kind: "move",
      from: keyFromText(prefix),
      to: keyFromText(to),
      keepLease: true,
      onExisting: "skip",
    } as const;
    const run = createBulkRun(call, await plan(prefix, act));
    for (let calls = 0; calls < 5; calls++) await run.next();
    const { done } = run.report();
    expect(done).toBe(5 * 63);
    expect(await keysBelow(ctl, prefix)).toBe(count - done);
    // Stopped here, somebody else goes on.
    await ctl("put", `${prefix}02000`, "theirs");
    await ctl("put", `${to}02500`, "taken");
    const report = await finish(run);
    expect(report).toMatchObject({ done: count - 2, changed: 2, forgotten: 0 });
    expect(await dump(prefix)).toBe(`${prefix}02000\ntheirs\n${prefix}02500\nvalue 2500\n`);
    expect((await attached(lease)).filter((key) => key.startsWith(to))).toHaveLength(leased.length);
    await ctl("put", `${prefix}02000`, "value 2000");
    await ctl("del", `${to}02500`);
    await finish(createUndoRun(call, report.undo));
    expect(await dump(prefix)).toBe(before);
    expect(await dump(to)).toBe("");
    expect(await attached(lease)).toEqual(leased);
  });

  test("a copy keeps its sources, and undo takes away only the copies", async () => {
    const prefix = `/bulk-${etcd.version}/copy/`;
    const to = `/bulk-${etcd.version}/copied/`;
    await fill(prefix);
    const before = await dump(prefix);
    const act = {
      kind: "copy",
      from: keyFromText(prefix),
      to: keyFromText(to),
      keepLease: false,
      onExisting: "stop",
    } as const;
    const report = await finish(createBulkRun(call, await plan(prefix, act)));
    expect(report).toMatchObject({ done: count, changed: 0 });
    expect(await dump(prefix)).toBe(before);
    expect((await dump(to)).replaceAll(to, prefix)).toBe(before);
    await ctl("put", `${to}00000`, "theirs");
    expect(await finish(createUndoRun(call, report.undo))).toMatchObject({ done: count - 1, changed: 1 });
    expect(await dump(to)).toBe(`${to}00000\ntheirs\n`);
  });

  test("a lease is set on all, values untouched, and set back", async () => {
    const prefix = `/bulk-${etcd.version}/lease/`;
    const lease = await fill(prefix);
    const before = await dump(prefix);
    const leased = await attached(lease);
    const other = /lease ([0-9a-f]+) granted/.exec((await ctl("lease", "grant", "3600")).toString())?.[1] ?? "";
    const planned = await plan(prefix, { kind: "lease", lease: parseLeaseHex(other) ?? noLease });
    expect(planned.leases).toEqual({ keys: count / 3, leases: 1, exact: true });
    const report = await finish(createBulkRun(call, planned));
    expect(await attached(other)).toHaveLength(count);
    expect(await dump(prefix)).toBe(before);
    await finish(createUndoRun(call, report.undo));
    expect(await attached(lease)).toEqual(leased);
    expect(await attached(other)).toEqual([]);
  });
});

test("a server that takes only 16 operations at once is found out, and everything is done all the same", async () => {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion("3.5.16");
  const etcd = await startEtcd({ binary, flags: ["--max-txn-ops=16"] });
  try {
    const call = appCall(origin, { host: etcd.host, port: etcd.port });
    const all = Array.from({ length: 200 }, (_, at) => ({
      key: keyFromText(`/few/${at}`),
      value: valueFromText("x"),
      lease: noLease,
    }));
    expect(await drain(createBatchRun(call, all.values(), (content) => putItem(content, undefined)))).toBe(200);
    const act = {
      kind: "move",
      from: keyFromText("/few/"),
      to: keyFromText("/more/"),
      keepLease: true,
      onExisting: "skip",
    } as const;
    const planned: BulkPlan = await makePlan(call, { ranges: outermostRanges([], [keyFromText("/few/")]), act });
    expect(await finish(createBulkRun(call, planned))).toMatchObject({ done: 200, refused: 0 });
    expect(await keysBelow((...args) => runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, args), "/more/")).toBe(200);
  } finally {
    await etcd.stop();
  }
});

test.each(lentEtcds())("nobody writes more than his role allows, also on etcd $version", async ({ version }) => {
  const { etcd: binary, etcdctl } = await obtainEtcdVersion(version);
  const etcd = await startEtcd({ binary });
  try {
    const as =
      (user: string) =>
      (...args: string[]) =>
        runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, [`--user=${user}`, ...args]);
    const anyone = (...args: string[]) => runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, args);
    for (const at of [1, 2, 3]) {
      await anyone("put", `/mine/${at}`, "x");
      await anyone("put", `/theirs/${at}`, "x");
    }
    await anyone("user", "add", "root:r");
    await anyone("user", "grant-role", "root", "root");
    await anyone("user", "add", "ann:a");
    await anyone("role", "add", "ann");
    await anyone("role", "grant-permission", "ann", "readwrite", "/mine/", "--prefix");
    await anyone("role", "grant-permission", "ann", "read", "/theirs/", "--prefix");
    await anyone("user", "grant-role", "ann", "ann");
    await anyone("auth", "enable");
    const call: AppCall = appCall(origin, { host: etcd.host, port: etcd.port, username: "ann", password: "a" });
    const keys = ["/mine/1", "/mine/2", "/mine/3", "/theirs/1", "/theirs/2", "/theirs/3"].map(keyFromText);
    const planned = await makePlan(call, { ranges: outermostRanges(keys, []), act: { kind: "delete", keep: true } });
    const report = await finish(createBulkRun(call, planned));
    expect(report).toMatchObject({ done: 3, refused: 3, changed: 0 });
    expect(report.leftOut.map(({ key }) => formatKey(key))).toEqual(["/theirs/1", "/theirs/2", "/theirs/3"]);
    expect((await as("root:r")("get", "/", "--prefix", "--keys-only")).toString().trim().split(/\n+/)).toEqual([
      "/theirs/1",
      "/theirs/2",
      "/theirs/3",
    ]);
  } finally {
    await etcd.stop();
  }
});

async function keysBelow(ctl: (...args: string[]) => Promise<Buffer>, prefix: string): Promise<number> {
  const printed = (await ctl("get", prefix, "--prefix", "--keys-only")).toString().trim();
  return printed === "" ? 0 : printed.split(/\n+/).length;
}

async function finish(run: BulkRun) {
  for (;;) {
    const step = await run.next();
    if (step.kind !== "going") return { step, ...run.report() };
  }
}

async function drain<Item>(run: ReturnType<typeof createBatchRun<Item>>): Promise<number> {
  let done = 0;
  for (;;) {
    const step = await run.next();
    if (step.kind !== "settled") return done;
    done += step.results.filter(({ outcome }) => outcome.kind === "done").length;
  }
}
