import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startCluster, type Cluster } from "@etcd-explorer/scripts/etcd/start-cluster";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const base64 = (text: string) => Buffer.from(text).toString("base64");

// On every etcd at hand: 3.4 elects and proxies otherwise than 3.5.
describe.each(lentEtcds().map(({ version }) => version))("a cluster of three members, etcd %s", (version) => {
  let cluster: Cluster;
  let app: ServedApp;

  beforeAll(async () => {
    const { etcd: binary } = await obtainEtcdVersion(version);
    cluster = await startCluster({ binary, size: 3 });
    const connections = [
      { name: "three", readOnly: false, endpoints: cluster.endpoints },
      { name: "one", readOnly: false, endpoints: cluster.endpoints.slice(0, 1) },
    ];
    app = await serveApp({ connections, allowedTargets: "127.0.0.1", assets: false });
  });
  afterAll(async () => {
    await app.stop();
    await cluster.stop();
  });

  async function query(
    path: string,
    body: unknown,
    timeout = 8000,
    target: object = {},
  ): Promise<Record<string, unknown>> {
    const response = await fetch(`${app.origin}/api/etcd/query`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ connection: "three", ...target, path, body: JSON.stringify(body), timeout }),
    });
    const answer: unknown = await response.json();
    if (typeof answer !== "object" || answer === null) throw new Error("no JSON object");
    return { ...answer };
  }

  async function memberAt(target: object): Promise<unknown> {
    const { parsed } = await query("/v3/maintenance/status", {}, 8000, target);
    return Object(parsed).header?.member_id;
  }

  test("lists its members, and what is written by one is read by another", async () => {
    expect(await query("/v3/cluster/member/list", {})).toMatchObject({
      success: true,
      parsed: { members: [{}, {}, {}] },
    });
    expect(await query("/v3/kv/put", { key: base64("c"), value: base64("1") })).toMatchObject({ success: true });
    const direct = await fetch(`${cluster.endpoints[2]}/v3/kv/range`, {
      method: "POST",
      body: `{"key":"${base64("c")}"}`,
    });
    expect(await direct.json()).toMatchObject({ kvs: [{ value: base64("1") }] });
  });

  test("is asked member by member: by place, by address, and by the addresses that the cluster lists", async () => {
    const byPlace = await Promise.all([0, 1, 2].map((endpoint) => memberAt({ endpoint })));
    expect(new Set(byPlace).size).toBe(3);
    expect(await Promise.all(cluster.endpoints.map((endpoint) => memberAt({ endpoint })))).toEqual(byPlace);
    const listed = cluster.endpoints.map((endpoint) => memberAt({ connection: "one", endpoint }));
    expect(await Promise.all(listed)).toEqual(byPlace);
    const metrics = await fetch(`${app.origin}/api/etcd/stream`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ connection: "one", endpoint: cluster.endpoints[2], method: "GET", path: "/metrics" }),
    });
    expect(await metrics.text()).toContain("etcd_server_has_leader 1");
  });

  test("goes on without its first member, and says when it has no quorum any more", async () => {
    const [first, second] = cluster.members;
    await first?.stop();
    // Where it was the leader, etcd itself refuses for the time of an election (code 14): reads say when it is over.
    await expect
      .poll(() => query("/v3/kv/range", { key: base64("c") }), { timeout: 20_000 })
      .toMatchObject({ success: true });
    expect(await query("/v3/kv/put", { key: base64("c"), value: base64("2"), prev_kv: true })).toMatchObject({
      success: true,
      parsed: { prev_kv: { value: base64("1"), version: "1" } },
    });
    expect(await query("/v3/kv/range", { key: base64("c") })).toMatchObject({ parsed: { kvs: [{ version: "2" }] } });

    await second?.stop();
    const lost = await query("/v3/kv/put", { key: base64("c"), value: base64("3") }, 3000);
    expect(lost).toMatchObject({ success: false, failure: { kind: expect.stringMatching(/timeout|rejected/) } });
    const serializable = await query("/v3/kv/range", { key: base64("c"), serializable: true });
    expect(serializable).toMatchObject({ success: true, parsed: { kvs: [{ value: base64("2") }] } });
  });
});
