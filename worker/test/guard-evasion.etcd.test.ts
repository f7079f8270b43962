import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { request as httpRequest } from "node:http";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { base64, postTo } from "./real-app.ts";

const [etcd] = lentEtcds();
if (etcd === undefined) throw new Error("no etcd is provided");
const { host, port, endpoint } = etcd;
const key = base64("/evasion");
let app: ServedApp;

// A read-only connection to a real etcd, and one free target that is not it.
beforeAll(async () => {
  app = await serveApp({
    connections: [{ name: "look", readOnly: true, endpoints: [endpoint] }],
    allowedTargets: "etcd.example.com:2379",
    assets: false,
  });
});
afterAll(() => app.stop());

const query = (fields: object) => postTo(app.origin, "/api/etcd/query", fields);
const put = JSON.stringify({ key, value: base64("written") });
const forbidden = (rule: string) => ({ status: 403, json: { success: false, failure: { kind: "forbidden", rule } } });

/** What etcd itself says of the key: nothing, as long as nobody got round the guard. */
async function written(): Promise<unknown> {
  const answer = await fetch(`${endpoint}/v3/kv/range`, { method: "POST", body: JSON.stringify({ key }) });
  const json: unknown = await answer.json();
  return Object(json).kvs;
}

describe("other spellings of a host that may not be dialled", () => {
  test.each([
    host,
    "127.1",
    "0x7f000001",
    "2130706433",
    "0177.0.0.1",
    "::ffff:127.0.0.1",
    "[::ffff:127.0.0.1]",
    "[::1]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "etcd.example.com.evil.example",
  ])("%s is refused", async (spelling) => {
    expect(await query({ host: spelling, port, path: "/v3/kv/put", body: put })).toMatchObject(forbidden("targets"));
  });

  test.each([
    "u:p@etcd.example.com",
    "etcd.example.com@127.0.0.1",
    "etcd.example.com/..",
    "etcd.example.com#",
    "etcd.example.com:2379",
  ])("%s is no host", async (spelling) => {
    expect(await query({ host: spelling, path: "/v3/kv/range" })).toMatchObject({
      status: 400,
      json: { failure: { kind: "invalid", field: "host" } },
    });
  });
});

const allowed = "http://etcd.example.com:2379";
const putTo = (endpoints: unknown) => query({ endpoints, path: "/v3/kv/put", body: put });

describe("endpoints", () => {
  test("hide no host that may not be dialled, in whatever words", async () => {
    for (const hidden of [endpoint, `127.1:${port}`, `http://localhost:${port}`, "http://169.254.169.254:80"]) {
      const refusal = forbidden("targets");
      expect(await putTo([allowed, hidden])).toMatchObject(refusal);
      expect(await putTo([hidden, allowed])).toMatchObject(refusal);
    }
    expect(await written()).toBeUndefined();
  });

  test.each([
    [[]],
    [[allowed, ""]],
    [[allowed, "http://etcd.example.com:2379\r\nX: y"]],
    [[allowed, "http://etcd.example.com:2379/\u0000"]],
    [[allowed, "http://u:p@etcd.example.com:2379"]],
    [[allowed, "https://etcd.example.com:2379"]],
    [[allowed, "http://ETCD.example.com.:2379"]],
    [[allowed, 2379]],
    [[allowed, [allowed]]],
    [allowed],
    [{ length: 1, 0: allowed }],
    [Array.from({ length: 1000 }, (_, at) => `http://etcd.example.com:${at + 1}`)],
    [[`http://${"a".repeat(300)}:1`]],
  ])("of another shape are refused: %#", async (endpoints) => {
    expect(await putTo(endpoints)).toMatchObject({
      status: 400,
      json: { failure: { kind: "invalid", field: "endpoints" } },
    });
  });
});

describe("a write through a read-only connection", () => {
  const nested = (depth: number, operation: object): object =>
    depth === 0 ? operation : { requestTxn: { success: [nested(depth - 1, operation)] } };
  const operation = { requestPut: { key, value: base64("written") } };

  test.each<[string, string]>([
    ["/v3/kv/put", put],
    ["v3/kv/put", put],
    ["/v3beta/kv/put", put],
    ["/v3alpha/kv/put", put],
    ["/v3/kv/deleterange", JSON.stringify({ key })],
    ["/v3/kv/txn", JSON.stringify({ success: [operation] })],
    ["/v3/kv/txn", JSON.stringify({ success: [{ request_put: operation.requestPut }] })],
    ["/v3/kv/txn", JSON.stringify({ failure: [nested(3, operation)] })],
    ["/v3/kv/txn", `{"success":[],"success":[${JSON.stringify(operation)}]}`],
    ["/v3/kv/txn", "{"],
    ["/v3/kv/compaction", '{"revision":"1"}'],
    ["/v3/maintenance/compact", '{"revision":"1"}'],
    ["/v3/lease/grant", '{"TTL":60}'],
    ["/v3/lease/revoke", '{"ID":"1"}'],
    ["/v3/lease/keepalive", '{"ID":"1"}'],
    ["/v3/kv/lease/revoke", '{"ID":"1"}'],
    ["/v3/maintenance/alarm", '{"action":"DEACTIVATE"}'],
    ["/v3/maintenance/alarm", '{"action":"GET","action":"ACTIVATE"}'],
    ["/v3/maintenance/defragment", "{}"],
    ["/v3/maintenance/transfer-leadership", '{"targetID":"1"}'],
    ["/v3/maintenance/downgrade", '{"action":"ENABLE","version":"3.4.0"}'],
    ["/v3/cluster/member/add", '{"peerURLs":["http://127.0.0.1:1"]}'],
    ["/v3/cluster/member/remove", '{"ID":"1"}'],
    ["/v3/auth/enable", "{}"],
    ["/v3/auth/user/add", '{"name":"x","password":"y"}'],
    ["/v3/auth/role/grant", "{}"],
    ["/v3/lock/lock", '{"name":"eA=="}'],
    ["/v3/election/campaign", '{"name":"eA=="}'],
    ["/v3/KV/PUT", put],
  ])("%s %s is refused", async (path, body) => {
    expect(await query({ connection: "look", path, body })).toMatchObject(forbidden("read-only"));
  });

  test.each([
    "/v3/kv/put/",
    "/v3//kv/put",
    "/v3/kv/../kv/put",
    "/v3/kv%2fput",
    "/v3/kv/put?x",
    "/v3/kv/put#x",
    "//v3/kv/put",
    "/v3\\kv/put",
  ])("%s is no path", async (path) => {
    expect(await query({ connection: "look", path, body: put })).toMatchObject({
      status: 400,
      json: { failure: { kind: "invalid", field: "path" } },
    });
  });

  test("has not reached etcd by any of these ways", async () => {
    expect(await written()).toBeUndefined();
  });
});

describe("another member than the connection's own endpoints", () => {
  const status = "/v3/maintenance/status";
  test("is itself asked where it is one of them, by its place or its address", async () => {
    for (const own of [0, endpoint]) {
      expect(await query({ connection: "look", endpoint: own, path: status })).toMatchObject({ status: 200 });
    }
  });

  test.each([
    `http://${host}:1`,
    `http://localhost:${port}`,
    `https://${host}:${port}`,
    // Allowed as a free host, and no member of the cluster.
    "http://etcd.example.com:2379",
  ])("%s gets nothing", async (address) => {
    expect(await query({ connection: "look", endpoint: address, path: status })).toMatchObject(forbidden("members"));
  });

  test("is no way round read-only", async () => {
    expect(await query({ connection: "look", endpoint: 0, path: "/v3/kv/put", body: put })).toMatchObject(
      forbidden("read-only"),
    );
  });
});

describe("a line break in any field", () => {
  const evil = "x\r\nX-Injected: 1";
  test.each([
    ["host", { host: evil }],
    ["path", { connection: "look", path: `/v3/kv/range${evil}` }],
    ["connection", { connection: evil }],
    ["token", { connection: "look", token: evil }],
    ["endpoint", { connection: "look", endpoint: evil }],
  ])("%s is refused by name", async (field, fields) => {
    expect(await query({ path: "/v3/kv/range", ...fields })).toMatchObject({
      status: 400,
      json: { failure: { kind: "invalid", field } },
    });
  });
});

/** `fetch` sets Host and Origin itself: this does not. */
function raw(headers: Record<string, string>, path = "/api/config"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${app.origin}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("upgrade", (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode);
    });
    sent.on("error", reject).end();
  });
}

describe("another page", () => {
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": base64("0123456789abcdef"),
  };

  test("is not answered under a foreign name, which DNS rebinding would need", async () => {
    expect(await raw({})).toBe(200);
    for (const name of ["evil.example", `evil.example:${app.port}`, `127.0.0.1.evil.example:${app.port}`]) {
      expect(await raw({ host: name })).toBe(403);
    }
  });

  test("opens no WebSocket; a page of ours does", async () => {
    expect(await raw({ ...upgrade, origin: "https://evil.example" }, "/api/etcd/watch")).toBe(403);
    expect(await raw({ ...upgrade, origin: "null" }, "/api/etcd/watch")).toBe(403);
    expect(await raw({ ...upgrade, origin: app.origin }, "/api/etcd/watch")).toBe(101);
  });

  test("posts no form, whatever it calls its content", async () => {
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain",
      "text/plain;application/json",
    ]) {
      const answer = await fetch(`${app.origin}/api/etcd/query`, {
        method: "POST",
        headers: { "content-type": type, origin: "https://evil.example" },
        body: JSON.stringify({ connection: "look", path: "/v3/kv/range" }),
      });
      expect(answer.status).toBe(403);
    }
  });
});
