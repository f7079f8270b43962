/** etcd's other ports, and a client port without its gateway, are told by name, through workerd. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { postTo } from "./real-app.ts";

const { origin } = lentApp();
const range = { path: "/v3/kv/range", body: '{"key":"YQ=="}' };
const query = (fields: object) => postTo(origin, "/api/etcd/query", { ...range, ...fields });
const wrongPort = (message: string) => ({
  status: 400,
  json: { failure: { kind: "invalid", field: "port", message: expect.stringContaining(message) } },
});

describe.each(lentEtcds())("of etcd $version", ({ version, endpoint }) => {
  test("the peers' port is named", async () => {
    const { members } = Object(await callGateway(endpoint, "/v3/cluster/member/list", {}));
    const { hostname: host, port } = new URL(members[0].peerURLs[0]);
    expect(await query({ host, port: Number(port) })).toMatchObject(wrongPort("this is etcd's peer port"));
    // It tells its version like any other: what is wrong stands beside it.
    expect(await postTo(origin, "/api/etcd/health", { host, port: Number(port) })).toMatchObject({
      status: 200,
      json: { parsed: { version: { etcdserver: version } }, failures: { status: { kind: "invalid", field: "port" } } },
    });
  });

  test("a client port without the gateway is named", async () => {
    const { etcd: binary } = await obtainEtcdVersion(version);
    const etcd = await startEtcd({ binary, flags: ["--enable-grpc-gateway=false"] });
    try {
      const { host, port } = etcd;
      expect(await query({ host, port })).toMatchObject(wrongPort("has no HTTP gateway"));
    } finally {
      await etcd.stop();
    }
  });
});

test("a path that this version does not have stays etcd's own answer", async () => {
  const [oldest] = lentEtcds();
  const { host, port } = oldest ?? {};
  expect(await query({ host, port, path: "/v3/no/such" })).toMatchObject({
    status: 200,
    json: { failure: { kind: "rejected", code: 5 } },
  });
});
