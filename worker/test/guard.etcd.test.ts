import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { workerLimits } from "#/limits/worker-limits.ts";
import { base64, postTo } from "./real-app.ts";

const [etcd] = lentEtcds();
const body = JSON.stringify({ key: base64("/worker-guard/a"), value: base64("1") });
let app: ServedApp | undefined;

beforeAll(async () => {
  const endpoints = etcd === undefined ? [] : [etcd.endpoint];
  app = await serveApp({
    connections: [{ name: "prod", readOnly: true, endpoints }],
    allowedTargets: "",
    assets: false,
  });
});
afterAll(async () => {
  await app?.stop();
});

const query = (fields: object) => postTo(app?.origin ?? "", "/api/etcd/query", fields);

describe("in workerd, a server with one read-only connection", () => {
  test("reads through it", async () => {
    expect(await query({ connection: "prod", path: "/v3/kv/range", body: '{"key":"YQ=="}' })).toMatchObject({
      status: 200,
      json: { success: true },
    });
  });

  test.each([
    [{ connection: "prod", path: "/v3/kv/put", body }, "read-only"],
    [{ connection: "prod", path: "/v3/kv/txn", body: `{"success":[{"requestPut":${body}}]}` }, "read-only"],
    [{ host: "127.0.0.1", port: 1, path: "/v3/kv/range" }, "targets"],
  ])("refuses %j", async (fields, rule) => {
    expect(await query(fields)).toMatchObject({
      status: 403,
      json: { success: false, failure: { kind: "forbidden", rule } },
    });
  });
});

describe("in workerd, a request that says it only reads", () => {
  const { origin } = lentApp();
  const key = base64("/worker-guard/locked");
  const at = { host: "127.0.0.1", port: Number(new URL(etcd?.endpoint ?? "http://x:1").port), readOnly: true };
  const ask = (path: string, json: object, fields: object = at) =>
    postTo(origin, "/api/etcd/query", { ...fields, path, body: JSON.stringify(json) });

  test.each([
    ["/v3/kv/put", { key, value: base64("1") }],
    ["/v3/kv/deleterange", { key }],
    ["/v3/kv/txn", { success: [{ request_put: { key, value: base64("1") } }] }],
    ["/v3/lease/grant", { TTL: 60 }],
    ["/v3/kv/compaction", { revision: 1 }],
  ])("is refused as %s, and nothing is written", async (path, json) => {
    expect(await ask(path, json)).toMatchObject({ status: 403, json: { failure: { rule: "read-only" } } });
    const read = await ask("/v3/kv/range", { key });
    expect(read).toMatchObject({ status: 200, json: { success: true } });
    expect(read.json).not.toHaveProperty("parsed.kvs");
  });

  test("writes without that word, and only true or false is one", async () => {
    const free = { ...at, readOnly: false };
    expect(await ask("/v3/kv/put", { key, value: base64("1") }, free)).toMatchObject({ status: 200 });
    expect(await ask("/v3/kv/deleterange", { key }, free)).toMatchObject({ json: { parsed: { deleted: "1" } } });
    const odd = await ask("/v3/kv/put", { key }, { ...at, readOnly: "yes" });
    expect(odd).toMatchObject({ status: 400, json: { failure: { field: "readOnly" } } });
  });
});

describe("in workerd, the API", () => {
  const { origin } = lentApp();
  const send = async (headers: Record<string, string>, text: string): Promise<{ status: number; json: unknown }> => {
    const answer = await fetch(`${origin}/api/etcd/query`, { method: "POST", headers, body: text });
    return { status: answer.status, json: await answer.json() };
  };
  const json = { "content-type": "application/json" };

  test("answers no page of another origin and no plain form", async () => {
    expect(await send({ ...json, origin: "https://evil.example" }, "{}")).toMatchObject({ status: 403 });
    expect(await send({ "content-type": "text/plain" }, "{}")).toMatchObject({ status: 400 });
    expect(await send({ ...json, origin }, "{}")).toMatchObject({ status: 400, json: { failure: { field: "path" } } });
  });

  test("tells a body that is too large, once it has come", async () => {
    const tooLarge = JSON.stringify({ body: "x".repeat(2 * limits.maxRequestBytes) });
    expect(await send(json, tooLarge)).toMatchObject({ status: 400, json: { failure: { field: "request body" } } });
  });

  test("does not read a body without end, and answers on", async () => {
    const acceptedBytes = await postWithoutEnd(`${origin}/api/etcd/query`);
    // What lies in buffers on the way comes on top.
    expect(acceptedBytes).toBeLessThan(2 * workerLimits.drainedRequestBytes);
    expect((await fetch(`${origin}/api/config`)).status).toBe(200);
  });
});

/** Posts until the server answers or closes; gives the number of bytes that went. */
function postWithoutEnd(url: string): Promise<number> {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(256 * 1024, " ");
    let bytes = 0;
    const post = request(url, { method: "POST", headers: { "content-type": "application/json" } });
    const stop = (): void => {
      post.destroy();
      resolve(bytes);
    };
    post.on("response", stop);
    post.on("error", stop);
    const pump = (): void => {
      while (!post.destroyed && post.write(piece)) bytes += piece.length;
      bytes += piece.length;
    };
    post.on("drain", pump);
    pump();
  });
}
