import { lentApp, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { txnScript } from "@etcd-explorer/shared/command/equivalents/txn-script";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { noLease, parseLeaseHex, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import { pinSide } from "@etcd-explorer/shared/read/compare/side";
import { createApplyRun } from "@etcd-explorer/shared/write/apply/apply-run";
import type { ApplyPlan } from "@etcd-explorer/shared/write/apply/apply-plan";
import { listWrites } from "@etcd-explorer/shared/write/apply/list-writes";
import { wantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { describe, expect, test } from "vitest";
import { appCall } from "./bulk-call.ts";
import { runShell } from "./shell.ts";
import { undoAll } from "./undo-all.ts";

const { origin } = lentApp();
const count = 5_000;

describe.each(lentMinors())("a prefix restored on etcd $version", (etcd) => {
  const call = appCall(origin, { host: etcd.host, port: etcd.port });
  const ctl = (...args: string[]) => runEtcdctl(etcd, args);
  const dump = async (prefix: string, ...flags: string[]) =>
    (await ctl("get", prefix, "--prefix", ...flags)).toString();
  const target = {
    ...call,
    leaseGrant: () => Promise.reject(new Error("no lease is granted here")),
    leaseTimeToLive: async (lease: string) => {
      const printed = (await ctl("lease", "timetolive", BigInt(lease).toString(16))).toString();
      return { ttlSeconds: printed.includes("already expired") ? -1n : 60n };
    },
  };
  const calls = { source: call, target };

  /** The revision of now, and the plan that brings a prefix back to `at`. */
  async function planBack(prefix: string, revision: Revision): Promise<ApplyPlan> {
    const left = await pinSide(call, keyFromText(prefix), revision);
    const right = await pinSide(call, keyFromText(prefix), "live");
    const found: Difference[] = [];
    await compareSides({ left, right, isSameCluster: true }, (batch) => found.push(...batch));
    const changes = found.map((difference) => wantedChange(difference, "right"));
    return { changes, revision, leases: { kind: "keep" }, keep: true };
  }
  const revisionNow = async (): Promise<Revision> => {
    const { header } = await call.range({ key: keyFromText("/"), countOnly: true });
    return header?.revision ?? zeroRevision;
  };

  /** Straight to etcd, a hundred at a time: what is tested is not how the keys came there. */
  const write = async (operations: readonly object[]) => {
    for (let at = 0; at < operations.length; at += 100) {
      await callGateway(etcd.endpoint, "/v3/kv/txn", { success: operations.slice(at, at + 100) });
    }
  };

  test("stopped and resumed at every batch, with another client writing, and undone to the byte", async () => {
    const prefix = `/restore-${etcd.version}/`;
    const name = (at: number) => `${prefix}${String(at).padStart(5, "0")}`;
    const granted = (await ctl("lease", "grant", "3600")).toString();
    const hex = /lease ([0-9a-f]+) granted/.exec(granted)?.[1] ?? "";
    const lease = parseLeaseHex(hex) ?? noLease;
    const numbers = Array.from({ length: count }, (_, at) => at);
    await write(numbers.map((at) => put(name(at), `then ${at}`, at % 10 === 0 ? lease : noLease)));
    const then = await revisionNow();
    const before = await dump(prefix);
    await write(numbers.map((at) => (at % 3 === 0 ? del(name(at)) : put(name(at), `now ${at}`, noLease))));
    await ctl("put", `${prefix}later`, "was not there then");
    const now = await dump(prefix);
    const plan = await planBack(prefix, then);
    expect(plan.changes).toHaveLength(count + 1);

    const run = createApplyRun(calls, plan);
    const model = new Map(numbers.map((at) => [name(at), `then ${at}`]));
    // Keys near the end: the run comes to them last.
    const theirs = [2, 4_001, 4_444, 4_801, 4_998].map(name);
    let steps = 0;
    for (let step = await run.next(); step.kind === "going"; step = await run.next()) {
      const key = theirs[steps++];
      if (key === undefined) continue;
      await ctl("put", key, "theirs");
      model.set(key, "theirs");
    }
    const report = run.report();
    // The first two pieces were read before; the other client may be late for the first key.
    const overtaken = report.leftOut.map(({ key }) => formatKey(key));
    expect(overtaken.filter((key) => theirs.includes(key))).toEqual(overtaken);
    expect(overtaken).toEqual(expect.arrayContaining(theirs.slice(1)));
    expect(report).toMatchObject({ done: count + 1 - overtaken.length, changed: overtaken.length, refused: 0 });
    const lines = [...model].map(([key, value]) => `${key}\n${value}\n`).join("");
    expect(await dump(prefix)).toBe(lines);
    const attached = (await ctl("lease", "timetolive", hex, "--keys")).toString();
    expect(attached.split(prefix)).toHaveLength(count / 10 + 1);

    const undone = await undoAll(call, report.undo);
    // What the other client has written since is left alone, also by the undo.
    const late = undone.overtaken.map(formatKey);
    expect(late.every((key) => theirs.includes(key))).toBe(true);
    expect(othersIn(await dump(prefix), theirs)).toEqual(othersIn(now, theirs));
    expect(before).toBe(await dump(prefix, `--rev=${then}`));
    // Some 20,000 writes, on a machine that may do much else.
  }, 90_000);

  test("by the script as by the run: the same content, and what was overtaken is named and left alone", async () => {
    const prefix = `/script-${etcd.version}/`;
    const odd = `${prefix}it's é %s`;
    await ctl("put", odd, "line one\nline two\n");
    await ctl("put", `${prefix}b`, "");
    await ctl("put", `${prefix}c`, String.raw`a\b"c'$d`);
    const then = await revisionNow();
    const before = await dump(prefix);
    await ctl("del", odd);
    await ctl("put", `${prefix}b`, "now");
    await ctl("put", `${prefix}c`, "now");
    await ctl("put", `${prefix}new`, "now");
    const plan = await planBack(prefix, then);
    const writes = (await listWrites(calls, plan)).items.map((item, at) => {
      const key = plan.changes[at]?.target;
      if (key === undefined) throw new Error("each change has a write");
      return { key, request: { compare: item.guard, success: item.write } };
    });
    const place = { endpoints: [`http://${etcd.host}:${etcd.port}`], user: "", worker: { connection: "x" } };
    const script = txnScript(writes, place, ["Restore"]);
    if ("unavailable" in script) throw new Error(script.unavailable);
    await ctl("put", `${prefix}b`, "theirs");
    await expect(runShell(script.text, etcd.etcdctl)).rejects.toThrow(`changed by another client: ${prefix}b`);
    await ctl("put", `${prefix}b`, "");
    expect(await dump(prefix)).toBe(before);
    expect(encodeHex(keyFromText(odd))).toBe(writes[2] === undefined ? "" : encodeHex(writes[2].key));
  });
});

const base64 = (text: string) => Buffer.from(text).toString("base64");
const put = (key: string, value: string, lease: string) => ({
  request_put: { key: base64(key), value: base64(value), lease },
});
const del = (key: string) => ({ request_delete_range: { key: base64(key) } });

/** Key and value of what etcdctl prints, but for these keys. */
function othersIn(printed: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const lines = printed.trimEnd().split("\n");
  const all = lines.flatMap((key, at) => (at % 2 === 0 ? [[key, lines[at + 1] ?? ""] as const] : []));
  return new Map(all.filter(([key]) => !keys.includes(key)));
}
