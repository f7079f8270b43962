/** A cluster of three members: one is killed, or a revision compacted, in the middle of a comparison and of a restore. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { obtainEtcdVersion, journeyVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startCluster, type Cluster } from "@etcd-explorer/scripts/etcd/start-cluster";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { formatGrouped, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { nameSizes } from "@etcd-explorer/shared/read/compare/compare-sizes";
import { factsOn, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import { pinSide, type Side } from "@etcd-explorer/shared/read/compare/side";
import type { ApplyPlan, TargetCall } from "@etcd-explorer/shared/write/apply/apply-plan";
import { createApplyRun, type ApplyRun } from "@etcd-explorer/shared/write/apply/apply-run";
import type { BulkStep } from "@etcd-explorer/shared/write/bulk/bulk-run";
import { measureChanges } from "@etcd-explorer/shared/write/apply/measure";
import { wantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appCall, type AppCall } from "./bulk-call.ts";
import { base64, queryThrough } from "./real-app.ts";

const count = 600;
const nameOf = (prefix: string, at: number) => `${prefix}${String(at).padStart(4, "0")}`;
/** Parts so small that a comparison makes many calls. */
const sizes = { ...nameSizes, headKeys: 20, partKeys: 40 };

let cluster: Cluster;
let app: ServedApp;
let call: AppCall;
let target: TargetCall;

beforeAll(async () => {
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  cluster = await startCluster({ binary, size: 3 });
  const leader = await leaderOf(cluster);
  // The one that is asked first is the leader: when it goes, the others elect before they answer.
  const endpoints = cluster.endpoints.toSorted((a, b) => Number(b === leader) - Number(a === leader));
  const connections = [{ name: "three", readOnly: false, endpoints }];
  app = await serveApp({ connections, allowedTargets: "127.0.0.1", assets: false });
  call = appCall(app.origin, { connection: "three" });
  target = {
    ...call,
    leaseGrant: () => Promise.reject(new Error("no lease is granted here")),
    leaseTimeToLive: () => Promise.resolve({ ttlSeconds: -1n }),
  };
});
afterAll(async () => {
  await app.stop();
  await cluster.stop();
});

async function leaderOf({ endpoints }: Cluster): Promise<string | undefined> {
  const all = await Promise.all(
    endpoints.map(async (endpoint) => ({
      endpoint,
      status: await callGateway(endpoint, "/v3/maintenance/status", {}),
    })),
  );
  return all.find(({ status }) => Object(status).leader === Object(status).header?.member_id)?.endpoint;
}

/** The place of the member that answers the app. */
async function servingMember(): Promise<number> {
  const { parsed } = await queryThrough(app.origin, { connection: "three" }, "/v3/maintenance/status", {});
  const ids = await Promise.all(
    cluster.endpoints.map(async (endpoint) => {
      const status = await callGateway(endpoint, "/v3/maintenance/status", {});
      return Object(status).header?.member_id;
    }),
  );
  return ids.indexOf(Object(parsed).header?.member_id);
}

/** Straight to a member that lives: what is tested is not how the keys came there. */
async function write(
  operations: readonly object[],
  endpoint: string | undefined = cluster.endpoints[0],
): Promise<void> {
  for (let at = 0; at < operations.length; at += 100) {
    await callGateway(endpoint ?? "", "/v3/kv/txn", { success: operations.slice(at, at + 100) });
  }
}
const put = (key: string, value: string) => ({ request_put: { key: base64(key), value: base64(value) } });
const del = (key: string) => ({ request_delete_range: { key: base64(key) } });

async function revisionNow(): Promise<Revision> {
  const { header } = await call.range({ key: keyFromText("/"), countOnly: true });
  return header?.revision ?? zeroRevision;
}

async function contentOf(prefix: string): Promise<ReadonlyMap<string, string>> {
  const { key, rangeEnd } = { key: keyFromText(prefix), rangeEnd: keyFromText(`${prefix.slice(0, -1)}0`) };
  const { kvs } = await call.range({ key, rangeEnd });
  return new Map(kvs.map((kv) => [formatKey(kv.key), new TextDecoder().decode(kv.value)]));
}

/** Writes keys, then every third is gone and the others are written again; gives the revision before. */
async function twoStates(prefix: string): Promise<Revision> {
  const all = Array.from({ length: count }, (_, at) => at);
  await write(all.map((at) => put(nameOf(prefix, at), `then ${at}`)));
  const then = await revisionNow();
  await write(all.map((at) => (at % 3 === 0 ? del(nameOf(prefix, at)) : put(nameOf(prefix, at), `now ${at}`))));
  return then;
}
const expectedLines = (prefix: string) =>
  Array.from({ length: count }, (_, at) => `${at % 3 === 0 ? "only-left" : "differs"} ${nameOf(prefix, at)}`);
const lineOf = (each: Difference) =>
  `${each.kind} ${formatKey((factsOn(each, "left") ?? factsOn(each, "right"))?.key ?? keyFromText(""))}`;

async function sidesOf(prefix: string, then: Revision) {
  const left = await pinSide(call, keyFromText(prefix), then);
  return { left, right: await pinSide(call, keyFromText(prefix), "live") };
}

async function planBack(prefix: string, then: Revision): Promise<ApplyPlan> {
  const found: Difference[] = [];
  await compareSides({ ...(await sidesOf(prefix, then)), isSameCluster: true }, (batch) => found.push(...batch));
  const changes = found.map((difference) => wantedChange(difference, "right"));
  return { changes, revision: then, leases: { kind: "none" }, keep: true };
}

/** Goes on until something holds, or it cannot. */
async function goOn(run: ApplyRun, isEnough: () => boolean = () => false): Promise<BulkStep> {
  for (;;) {
    const step = await run.next();
    if (step.kind !== "going" || isEnough()) return step;
  }
}

async function compact(revision: Revision): Promise<void> {
  await callGateway(cluster.endpoints[0] ?? "", "/v3/kv/compaction", { revision });
}

describe("a cluster of three members", () => {
  test("goes on comparing at the same revisions over the others where its leader is killed in the middle", async () => {
    const prefix = "/compared/";
    const then = await twoStates(prefix);
    const { left, right } = await sidesOf(prefix, then);
    const serving = await servingMember();
    const told: string[] = [];
    let killed: Promise<void> | undefined;
    const dying = {
      range: (...args: Parameters<Side["call"]["range"]>) => {
        // The first half is told by then.
        if (told.length > 100) killed ??= cluster.members[serving]?.halt();
        return left.call.range(...args);
      },
      txn: (...args: Parameters<Side["call"]["txn"]>) => left.call.txn(...args),
    };
    const request = { left: { ...left, call: dying }, right, isSameCluster: true, sizes };
    const { counts } = await compareSides(request, (batch) => void told.push(...batch.map(lineOf)));
    expect(killed).toBeDefined();
    await killed;
    expect(told).toEqual(expectedLines(prefix));
    expect(counts).toMatchObject({ "only-left": count / 3, differs: (count * 2) / 3, same: 0 });
    await cluster.restart(serving);
  });

  test("restores all that nobody else has written where a member is killed under a write", async () => {
    const prefix = "/restored/";
    const then = await twoStates(prefix);
    const plan = await planBack(prefix, then);
    const run = createApplyRun({ source: call, target }, plan);
    const serving = await servingMember();
    const other = cluster.endpoints[(serving + 1) % 3];
    const model = new Map<string, string>();
    for (let at = 0; at < count; at++) model.set(nameOf(prefix, at), `then ${at}`);
    const theirs = [580, 599].map((at) => nameOf(prefix, at));
    await goOn(run, () => run.report().done > 100);
    // While the write is on its way: whether it was done is found out by reading.
    const going = run.next();
    const killed = cluster.members[serving]?.halt();
    await going;
    await expect.poll(async () => (await run.next()).kind).not.toBe("stuck");
    for (const key of theirs) {
      await write([put(key, "theirs")], other);
      model.set(key, "theirs");
    }
    expect(await goOn(run)).toEqual({ kind: "finished" });
    await killed;
    const report = run.report();
    expect(report).toMatchObject({
      done: count - theirs.length,
      changed: theirs.length,
      refused: 0,
      lost: 0,
      unknown: 0,
    });
    expect(report.leftOut.map(({ key }) => formatKey(key)).toSorted()).toEqual(theirs);
    expect(await contentOf(prefix)).toEqual(model);
    await cluster.restart(serving);
  });

  test("tells which side is compacted in the middle, and tells nothing after that", async () => {
    const prefix = "/compacted/";
    const then = await twoStates(prefix);
    const { left, right } = await sidesOf(prefix, then);
    const told: string[] = [];
    let isCompacted = false;
    const call1 = {
      range: async (...args: Parameters<Side["call"]["range"]>) => {
        if (told.length > 0 && !isCompacted) {
          isCompacted = true;
          await compact(right.revision);
        }
        return await left.call.range(...args);
      },
      txn: (...args: Parameters<Side["call"]["txn"]>) => left.call.txn(...args),
    };
    const comparing = compareSides(
      { left: { ...left, call: call1 }, right, isSameCluster: true, sizes },
      (batch) => void told.push(...batch.map(lineOf)),
    );
    await expect(comparing).rejects.toMatchObject({ side: "left", failure: { kind: "compacted" } });
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(expectedLines(prefix).slice(0, told.length));
  });

  test("stops a restore once where its revision is compacted, then restores what can still be read", async () => {
    const prefix = "/lost/";
    const then = await twoStates(prefix);
    const plan = await planBack(prefix, then);
    const run = createApplyRun({ source: call, target }, plan);
    await goOn(run, () => run.report().done > 0);
    const { done } = run.report();
    await compact(await revisionNow());
    const step = await goOn(run);
    expect(step).toMatchObject({ kind: "stuck", failure: { kind: "forbidden", rule: "source-compacted" } });
    expect(step.kind === "stuck" && new FailureError(step.failure).message).toContain(
      `etcd has compacted revision ${formatGrouped(then)}`,
    );
    expect(run.report().lost).toBe(0);
    const sides = { source: { call, revision: then }, target: { call, revision: await revisionNow() } };
    await expect(measureChanges(sides, plan.changes).next()).rejects.toMatchObject({ failure: { kind: "compacted" } });

    expect(await goOn(run)).toEqual({ kind: "finished" });
    const report = run.report();
    expect(report.done).toBeGreaterThanOrEqual(done);
    expect(report.lost).toBeGreaterThan(0);
    expect(report.done + report.lost).toBe(count);
    const lost = new Set(report.leftOut.map(({ key }) => formatKey(key)));
    const model = new Map<string, string>();
    for (let at = 0; at < count; at++) {
      const name = nameOf(prefix, at);
      if (!lost.has(name)) model.set(name, `then ${at}`);
      else if (at % 3 !== 0) model.set(name, `now ${at}`);
    }
    expect(await contentOf(prefix)).toEqual(model);
  });
});
