import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** Plans and verdict on real clusters of every version, through the worker in workerd. */
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startCluster, type Cluster } from "@etcd-explorer/scripts/etcd/start-cluster";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { queryResponse } from "@etcd-explorer/shared/contract/schemas";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { alarmsInErrors, type Member } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { compareScrapes, parseScrape } from "@etcd-explorer/shared/cluster/metrics/member-metrics";
import { applyClusterLook, type ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import * as maintenance from "@etcd-explorer/shared/cluster/plans/maintenance-plans";
import { planAdd, planRemove } from "@etcd-explorer/shared/cluster/plans/member-plans";
import type { Planned } from "@etcd-explorer/shared/cluster/plans/plan";
import type { AdminCall } from "@etcd-explorer/shared/cluster/plans/plan-checks";
import { runPlan, type PlanRun } from "@etcd-explorer/shared/cluster/plans/run-plan";
import { known, type MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { adminPaths, encodeAdminRequest } from "@etcd-explorer/shared/wire/admin";
import { decodeAdminAnswer } from "@etcd-explorer/shared/wire/admin-answers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const quota = 16 * 1024 * 1024;

describe.each(lentEtcds().map(({ version }) => version))("a cluster of etcd %s", (version) => {
  let cluster: Cluster;
  let app: ServedApp;
  let members: readonly Member[] = [];

  beforeAll(async () => {
    const { etcd: binary } = await obtainEtcdVersion(version);
    cluster = await startCluster({ binary, size: 3, flags: [`--quota-backend-bytes=${quota}`] });
    app = await serveApp({
      connections: [{ name: "three", readOnly: false, endpoints: cluster.endpoints }],
      allowedTargets: "",
      assets: false,
    });
    ({ members } = await call({ kind: "member-list" }));
  });
  afterAll(async () => {
    await app.stop();
    await cluster.stop();
  });

  async function post(fields: object, path: string): Promise<Response> {
    return fetch(`${app.origin}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ connection: "three", timeout: 30_000, ...fields }),
    });
  }

  const call: AdminCall = async (request, at) => {
    const [endpoint] = members.find(({ id }) => id === at?.id)?.clientUrls ?? [];
    const kind: (typeof request)["kind"] = request.kind;
    const body = JSON.stringify(encodeAdminRequest(request));
    const fields = { path: adminPaths[request.kind], body, ...(endpoint !== undefined && { endpoint }) };
    const answer = queryResponse.parse(await (await post(fields, "/api/etcd/query")).json());
    const failure = failureSchema.safeParse(answer.failure);
    if (failure.success) throw new FailureError(failure.data);
    return decodeAdminAnswer(kind, answer.parsed);
  };

  async function carryOut(planned: Planned): Promise<PlanRun | undefined> {
    if ("refused" in planned) throw new Error(planned.refused);
    let last: PlanRun | undefined;
    const context = { call, sleep, nowMs: () => performance.now(), isStopped: () => false };
    for await (const state of runPlan(planned.plan, context)) last = state;
    return last;
  }

  async function scrape(member: Member) {
    const [endpoint] = member.clientUrls;
    const answer = await post({ endpoint, method: "GET", path: "/metrics" }, "/api/etcd/stream");
    return parseScrape(await answer.text(), performance.now());
  }

  const unmeasured = { slow: false, atMs: 0, count: 0 };

  async function facts(): Promise<readonly MemberFacts[]> {
    return Promise.all(
      members.map(async (member): Promise<MemberFacts> => {
        const before = await scrape(member);
        const status = await call({ kind: "status" }, { id: member.id, name: member.name });
        const metrics = known(compareScrapes(before, await scrape(member)));
        const pace = known({ fsync: unmeasured, commit: unmeasured, peerRoundTrip: unmeasured });
        const index = { askedAtMs: 0, answeredAtMs: 0, raftIndex: status.raftIndex };
        return { member, reach: "up", status: known(status), metrics, window: metrics, pace, indexes: [index] };
      }),
    );
  }

  /** What has happened, seen by one look now after the record's last. */
  async function look(record?: ClusterRecord): Promise<ClusterRecord | undefined> {
    const seen = { members: known(await facts()), alarms: known([]) };
    return applyClusterLook(record, seen, judge(seen), Date.now());
  }

  const downgradeTarget = async () => (await call({ kind: "status" })).downgradeTarget;
  const leaderNow = async () => (await call({ kind: "status" })).leader;
  const put = (value: string) =>
    fetch(`${cluster.endpoints[0]}/v3/kv/put`, { method: "POST", body: JSON.stringify({ key: "L3BsYW4=", value }) });

  test("is judged healthy by its own metrics, and every member sees its peers", async () => {
    const found = await facts();
    const verdict = judge({ members: known(found), alarms: known([]) });
    expect(verdict.findings.filter(({ level }) => level === "failing")).toEqual([]);
    expect(verdict.missing).toEqual([]);
    expect(verdict.sentence).toContain("Quorum: 3 of 3, tolerates 1 failure.");
    for (const { metrics } of found) {
      if (metrics.kind !== "known") throw new Error("no metrics");
      expect(metrics.value).toMatchObject({ hasLeader: true, quotaBytes: quota });
      expect([...(metrics.value.peers ?? [])].filter(([, connected]) => connected)).toHaveLength(2);
      // Every version tells what the charts and the drawer show; the keys are counted from the first write on.
      expect(metrics.value.startedAtMs).toBeGreaterThan(Date.now() - 600_000);
      expect(metrics.value.startedAtMs).toBeLessThan(Date.now() + 1000);
      expect(metrics.value.memoryBytes).toBeGreaterThan(1_000_000);
      for (const told of [
        "keys",
        "defragmentations",
        "watchers",
        "openFiles",
        "mostFiles",
        "proposalsPending",
      ] as const) {
        expect([told, metrics.value[told]]).toEqual([told, expect.any(Number)]);
      }
      for (const pace of ["commitsPerSecond", "appliesPerSecond", "requestsPerSecond"] as const) {
        expect([pace, metrics.value[pace]]).toEqual([pace, expect.any(Number)]);
      }
    }
  });

  test("moves its leader, compacts, defragments, followers first", async () => {
    for (let write = 0; write < 5; write++) expect((await put("eA==")).ok).toBe(true);
    const record = await look();
    const leader = await leaderNow();
    const [from, to] = [members.find(({ id }) => id === leader), members.find(({ id }) => id !== leader)];
    if (from === undefined || to === undefined) throw new Error("no leader");
    expect(await carryOut(maintenance.planMoveLeader(from, to))).toMatchObject({ state: "done" });
    expect(await leaderNow()).toBe(to.id);
    const { revision: head } = (await call({ kind: "status" })).header;
    const compact = { revision: maintenance.revisionKeeping(head, 2), head, physical: true };
    expect(await carryOut(maintenance.planCompact(compact))).toMatchObject({ state: "done" });
    expect(await carryOut(maintenance.planDefragment(members, to.id))).toMatchObject({ state: "done" });
    const told = (await look(record))?.events.map(({ text }) => text) ?? [];
    expect(told).toContainEqual(expect.stringMatching(`^Leader changed: ${from.name} → ${to.name}, term \\d+$`));
    expect(told).toContain(`Compacted to revision ${formatGrouped(compact.revision)}`);
    for (const { name } of members) expect(told).toContain(`${name} was defragmented`);
  });

  test("is filled until it refuses, and put right by one plan", async () => {
    const value = Buffer.alloc(1_000_000, "x").toString("base64");
    let refused = false;
    for (let writes = 0; writes < 60 && !refused; writes++) refused = !(await put(value)).ok;
    expect(refused).toBe(true);
    // Every member that finds its own database full raises an alarm of its own, some a moment later than others.
    const raised = async () => alarmsInErrors((await call({ kind: "status" })).errors);
    const listed = async () => [...(await call({ kind: "alarm-list" }))];
    await expect
      .poll(async () => {
        const before = await listed();
        const told = await raised();
        return before.every((alarm) => told.some(({ memberId }) => memberId === alarm.memberId)) ? told.length : 0;
      })
      .toBeGreaterThan(0);
    const status = await call({ kind: "status" });
    const alarms = alarmsInErrors(status.errors);
    expect(alarms).toContainEqual({ memberId: expect.any(String), type: "NOSPACE" });
    expect(alarms).toEqual(expect.arrayContaining([...(await call({ kind: "alarm-list" }))]));
    const head = status.header.revision;
    const revision = maintenance.revisionKeeping(head, 1);
    const quotas = new Map(members.map(({ id }) => [id, quota]));
    const plan = maintenance.planReclaim({
      revision,
      head,
      physical: true,
      members,
      leader: status.leader,
      alarms,
      quotas,
    });
    expect(await carryOut(plan)).toMatchObject({ state: "done" });
    expect(await call({ kind: "alarm-list" })).toEqual([]);
    expect((await put("eA==")).ok).toBe(true);
  });

  test("hashes one revision alike on every member, or says that this version cannot", async () => {
    const { revision } = (await call({ kind: "status" })).header;
    const hashing = Promise.all(members.map(({ id, name }) => call({ kind: "hash-kv", revision }, { id, name })));
    const found = await hashing.then(
      (hashes) => `${new Set(hashes.map(({ hash }) => hash)).size} hash`,
      (error: unknown) => String(error),
    );
    expect(found).toContain(version.startsWith("3.4.") ? "Not Found" : "1 hash");
  });

  test("takes a learner in that has not started, and lets it go again", async () => {
    const states = members.map((member) => ({ member, alive: true }));
    const planned = planAdd({ name: "late", peerUrls: ["http://127.0.0.1:1"] }, states);
    if ("refused" in planned) throw new Error(planned.refused);
    const [add] = planned.plan.steps;
    expect(await carryOut({ plan: { ...planned.plan, steps: add === undefined ? [] : [add] } })).toMatchObject({
      state: "done",
    });
    const now = (await call({ kind: "member-list" })).members;
    const learner = now.find(({ isLearner }) => isLearner);
    expect(learner).toMatchObject({ name: "", peerUrls: ["http://127.0.0.1:1"] });
    if (learner === undefined) throw new Error("no learner");
    expect(await carryOut(planRemove(learner, [...states, { member: learner, alive: false }]))).toMatchObject({
      state: "done",
    });
    expect((await call({ kind: "member-list" })).members).toHaveLength(3);
  });

  test("may go down by one minor version and be told not to, from 3.6 on", async () => {
    const [major = 3, minor = 0] = version.split(".").map(Number);
    const target = `${major}.${minor - 1}.0`;
    const run = await carryOut(maintenance.planDowngrade(target));
    expect(run?.state).toBe(minor >= 6 ? "done" : "failed");
    await expect.poll(downgradeTarget, { timeout: 5000 }).toBe(minor >= 6 ? target : undefined);
    await carryOut({ plan: maintenance.downgradeCancelPlan });
    await expect.poll(downgradeTarget, { timeout: 5000 }).toBeUndefined();
  });
});
