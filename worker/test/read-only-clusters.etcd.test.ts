import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import type { Connection } from "@etcd-explorer/scripts/serve/connection";
import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { base64, postTo } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const [etcd, other] = lentEtcds();
if (etcd === undefined || other === undefined) throw new Error("no two etcds are provided");
const { port, endpoint } = etcd;
const key = base64("/read-only-clusters");
const put = JSON.stringify({ key, value: base64("written") });
let app: ServedApp | undefined;
afterEach(() => app?.stop());

/** Serves one read-only connection and what stands beside it; any host may be named. */
async function serve(look: Partial<Connection> = {}, ...more: Connection[]) {
  const connections = [{ name: "look", readOnly: true, endpoints: [endpoint], ...look }, ...more];
  app = await serveApp({ connections, allowedTargets: "*", assets: false });
  const { origin } = app;
  return {
    origin,
    query: (fields: object, path = "/v3/kv/put", body = put) =>
      postTo(origin, "/api/etcd/query", { ...fields, path, body }),
  };
}

/** What an etcd itself says of the key. */
async function written(at = endpoint): Promise<unknown> {
  const answer = await fetch(`${at}/v3/kv/range`, { method: "POST", body: JSON.stringify({ key }) });
  const json: unknown = await answer.json();
  return Object(json).kvs;
}

const refused = (message: string) => ({
  status: 403,
  json: {
    success: false,
    failure: { kind: "forbidden", rule: "read-only", message: expect.stringContaining(message) },
  },
});

describe("the etcd of a read-only connection", () => {
  // The forms of the address are known by themselves; of names, the cluster ID tells.
  const forms = ["127.0.0.1", "127.1", "0x7f000001", "0177.0.0.1", "2130706433", "::ffff:127.0.0.1"];
  const names = ["localhost", "LOCALHOST", "0.0.0.0"];

  test.each([...forms, ...names])("is not written as %s, and is read", async (host) => {
    const { query } = await serve();
    expect(await query({ host, port })).toMatchObject(refused(""));
    expect(await query({ host, port }, "/v3/kv/txn", `{"success":[{"requestPut":${put}}]}`)).toMatchObject(refused(""));
    expect(await query({ host, port }, "/v3/maintenance/snapshot", "{}")).toMatchObject(refused(""));
    expect(await query({ host, port }, "/v3/kv/range", JSON.stringify({ key }))).toMatchObject({ status: 200 });
    expect(await written()).toBeUndefined();
  });

  // Which of these can be dialled differs from machine to machine.
  test.each(["127.0.0.1.", "localhost.", "127.0.0.2", "[::1]", "ip6-localhost"])(
    "is not written as %s",
    async (host) => {
      const { query } = await serve();
      expect([403, 500]).toContain((await query({ host, port })).status);
      expect(await written()).toBeUndefined();
    },
  );

  test("is not written by a stream either", async () => {
    const { origin } = await serve();
    const stream = (path: string, body: string) =>
      postTo(origin, "/api/etcd/stream", { host: "localhost", port, path, body });
    expect(await stream("/v3/kv/put", put)).toMatchObject(
      refused("has the same cluster ID as the read-only connection “look”"),
    );
    expect(await stream("/v3/lock/lock", JSON.stringify({ name: key }))).toMatchObject(refused("cluster ID"));
    expect(await stream("/v3/maintenance/snapshot", "{}")).toMatchObject(refused("cluster ID"));
    expect(await written()).toBeUndefined();
  });

  test("is written by the connection that may, whatever its name", async () => {
    const { query } = await serve({}, { name: "edit", readOnly: false, endpoints: [`http://localhost:${port}`] });
    expect(await query({ connection: "edit" })).toMatchObject({ status: 200 });
    expect(await query({ host: "LOCALHOST", port })).toMatchObject({ status: 200 });
    expect(await query({ connection: "look" })).toMatchObject(refused("read-only"));
    await query({ connection: "edit" }, "/v3/kv/deleterange", JSON.stringify({ key }));
  });
});

const at = (...ports: number[]) => ({ endpoints: ports.map((each) => `http://localhost:${each}`) });

describe("behind another endpoint", () => {
  const dead = 1;

  test("the etcd of a read-only connection is not written, and the other one is", async () => {
    const { query, origin } = await serve();
    const refusedThere = refused("has the same cluster ID as the read-only connection “look”");
    for (let time = 0; time < 3; time++) {
      expect(await query(at(port, other.port))).toMatchObject(refusedThere);
      expect(await query(at(dead, port))).toMatchObject(refusedThere);
      expect(await query(at(other.port, port))).toMatchObject({ status: 200, json: { success: true } });
    }
    const stream = { ...at(dead, port), path: "/v3/kv/put", body: put };
    expect(await postTo(origin, "/api/etcd/stream", stream)).toMatchObject(refused("cluster ID"));
    expect(await query(at(dead, port), "/v3/kv/range", JSON.stringify({ key }))).toMatchObject({ status: 200 });
    expect(await written()).toBeUndefined();
    await query({ host: "127.0.0.1", port: other.port }, "/v3/kv/deleterange", JSON.stringify({ key }));
  });

  test("it is not written either where the other one leaves as soon as it has told another cluster ID", async () => {
    const told = ["7"];
    const front = createHttpServer((request, answer) => {
      request.resume();
      // Each answer closes its line, so that the write looks for another.
      answer.setHeader("Connection", "close");
      const clusterId = request.url === "/v3/kv/txn" ? told.shift() : "none";
      // Before its answer: the write that follows it finds nobody.
      if (told.length === 0) front.close();
      answer.end(JSON.stringify({ health: "true", header: { cluster_id: clusterId } }));
    });
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    front.listen(0, "127.0.0.1", resolve);
    await listening;
    const address = front.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const { query } = await serve();
    expect((await query(at(address.port, port))).json).toMatchObject({ failure: { kind: "unreachable" } });
    expect(told).toEqual([]);
    expect(await written()).toBeUndefined();
  });
});

test("another etcd is written, and again while the cluster ID is remembered", async () => {
  const { query } = await serve();
  const host = "localhost";
  for (let time = 0; time < 2; time++) {
    expect(await query({ host, port: other.port })).toMatchObject({ status: 200, json: { success: true } });
  }
  expect(await written(other.endpoint)).toHaveLength(1);
  await query({ host, port: other.port }, "/v3/kv/deleterange", JSON.stringify({ key }));
});

test("what is not known is not written: a read-only connection that cannot be asked", async () => {
  const { query } = await serve({ endpoints: ["http://127.0.0.1:1"] });
  expect(await query({ host: "localhost", port })).toMatchObject(refused("“look”: its cluster ID could not be read"));
  expect(await query({ host: "localhost", port }, "/v3/kv/range", JSON.stringify({ key }))).toMatchObject({
    status: 200,
  });
  expect(await written()).toBeUndefined();
});

test("what is not known is not written: a host that tells no cluster ID gets nothing more", async () => {
  const seen: string[] = [];
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes: Buffer) => {
      seen.push(bytes.toString("latin1").split("\r\n", 1)[0] ?? "");
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    });
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await listening;
  const address = server.address();
  const { query } = await serve();
  const dead = { host: "localhost", port: typeof address === "object" ? address?.port : 0 };
  expect(await query(dead)).toMatchObject(refused("does not report its cluster ID"));
  expect(new Set(seen)).toEqual(new Set(["POST /v3/kv/txn HTTP/1.1"]));
  server.close();
});

const snapshot = (origin: string, target: object) =>
  fetch(`${origin}/api/etcd/stream`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...target, path: "/v3/maintenance/snapshot" }),
  });

describe.each(lentEtcds())("with authentication on, etcd $version", ({ version }) => {
  test("is recognized without a password, and its snapshot is for those whom the settings name", async () => {
    await withThrowawayEtcd(version, async (secured) => {
      const own = { name: "own", readOnly: false, endpoints: [secured.endpoint] };
      const setUp = await serve({}, own);
      const steps: readonly [string, object][] = [
        ["user/add", { name: "root", password: "planted" }],
        ["user/grant", { user: "root", role: "root" }],
        ["enable", {}],
      ];
      for (const [path, body] of steps)
        await setUp.query({ connection: "own" }, `/v3/auth/${path}`, JSON.stringify(body));
      await app?.stop();

      const root = { username: "root", password: "planted" };
      const free = { host: "localhost", port: secured.port, ...root };
      const viewer = await serve({ endpoints: [secured.endpoint], ...root });
      expect(await viewer.query(free)).toMatchObject(refused("cluster ID"));
      for (const target of [{ connection: "look" }, free, { ...free, host: "127.1" }]) {
        const answer = await snapshot(viewer.origin, target);
        expect(answer.status).toBe(403);
        expect(await answer.text()).not.toContain("planted");
      }
      await app?.stop();

      const allowed = await serve({ endpoints: [secured.endpoint], ...root, allowSnapshot: true });
      const answer = await snapshot(allowed.origin, { connection: "look" });
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
      expect(await allowed.query({ connection: "look" })).toMatchObject(refused("read-only"));
    });
  });
});
