import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { withFaultServer } from "./fault-server.ts";
import { base64, type QueryTarget } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";

const { origin } = lentApp();
const prefix = "/worker-stream/";
const body = JSON.stringify({ key: base64(prefix), range_end: base64("/worker-stream0") });
const range = { path: "/v3/kv/range", body };

function openStream(fields: QueryTarget, signal?: AbortSignal): Promise<Response> {
  return fetch(`${origin}/api/etcd/stream`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
    ...(signal !== undefined && { signal }),
  });
}

async function bytesOf(answer: Response): Promise<Buffer> {
  if (!answer.ok) throw new Error(`The app answered ${answer.status}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Without the header, whose revision may move from one answer to the next. */
const content = (bytes: Buffer): string => bytes.subarray(bytes.indexOf('"kvs"')).toString("latin1");

describe.each(lentEtcds())("through workerd, a stream of etcd $version", (etcd) => {
  const target = { host: etcd.host, port: etcd.port };

  beforeAll(async () => {
    // 8 MB of JSON: 128 keys a transaction, 4 KiB each.
    for (let txn = 0; txn < 12; txn++) {
      const success = Array.from({ length: 128 }, (_, index) => ({
        request_put: { key: base64(`${prefix}${txn}/${index}`), value: base64("é".repeat(2048)) },
      }));
      await callGateway(etcd.endpoint, "/v3/kv/txn", { success });
    }
  });

  test("carries a large answer byte for byte", async () => {
    const direct = await fetch(`${etcd.endpoint}${range.path}`, { method: "POST", body });
    const streamed = await openStream({ ...target, ...range });
    expect(streamed.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    const [ours, theirs] = [await bytesOf(streamed), await bytesOf(direct)];
    expect(ours.length).toBeGreaterThan(8_000_000);
    expect(content(ours) === content(theirs)).toBe(true);
  });

  test("carries a snapshot that verifies against its own hash", async () => {
    const lines = (await bytesOf(await openStream({ ...target, path: "/v3/maintenance/snapshot" }))).toString("utf8");
    const blobs = lines
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => Buffer.from(Object(JSON.parse(line)).result.blob ?? "", "base64"));
    const database = Buffer.concat(blobs);
    expect(database.length).toBeGreaterThan(6_000_000);
    const hash = createHash("sha256").update(database.subarray(0, -32)).digest();
    expect(hash.equals(database.subarray(-32))).toBe(true);
  });

  test("carries what etcd answers to GET", async () => {
    const metrics = await openStream({ ...target, path: "/metrics", method: "GET" });
    expect(metrics.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await metrics.text()).toMatch(/^etcd_server_has_leader 1$/m);
    const version = await openStream({ ...target, path: "version", method: "GET" });
    expect(await version.json()).toMatchObject({ etcdserver: etcd.version });
    const health = await openStream({ ...target, path: "/health", method: "GET" });
    expect([health.headers.get("x-etcd-status"), await health.json()]).toMatchObject(["200", { health: "true" }]);
  });

  test("tells etcd's refusal as a failure", async () => {
    const refused = await openStream({ ...target, path: range.path, body: '{"key":"YQ==","revision":"99999999"}' });
    expect([refused.status, await refused.json()]).toMatchObject([
      500,
      { success: false, failure: { kind: "future-revision", code: 11 } },
    ]);
  });

  test("is made with username and password", async () => {
    const count = await withThrowawayEtcd(etcd.version, async ({ host, port, endpoint }) => {
      const root = { username: "root", password: "root's own" };
      await callGateway(endpoint, "/v3/auth/user/add", { name: root.username, password: root.password });
      await callGateway(endpoint, "/v3/auth/user/grant", { user: "root", role: "root" });
      await callGateway(endpoint, "/v3/auth/enable", {});
      const read = {
        host,
        port,
        path: "/v3/kv/range",
        body: JSON.stringify({ key: base64("\0"), range_end: base64("\0") }),
      };
      const anonymous = await openStream(read);
      expect(await anonymous.json()).toMatchObject({ failure: { kind: "rejected", code: 3 } });
      return await (await openStream({ ...read, ...root })).json();
    });
    expect(count).toHaveProperty("header.revision");
  });
});

describe("in workerd, a stream", () => {
  const chunked = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

  test("comes piece by piece, as etcd sends it", async () => {
    const sockets: Socket[] = [];
    await withFaultServer(
      (socket) => {
        sockets.push(socket);
        socket.once("data", () => socket.write(`${chunked}2\r\na\n\r\n`));
      },
      async (server) => {
        const reader = (await openStream({ ...server, path: "/v3/watch" })).body?.getReader();
        const next = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString();
        expect(await next()).toBe("a\n");
        sockets[0]?.write("2\r\nb\n\r\n");
        expect(await next()).toBe("b\n");
        sockets[0]?.end("0\r\n\r\n");
        expect((await reader?.read())?.done).toBe(true);
      },
    );
  });

  test("that breaks off fails for its reader too", async () => {
    const sockets: Socket[] = [];
    await withFaultServer(
      (socket) => {
        sockets.push(socket);
        socket.once("data", () => socket.write(`${chunked}2\r\n{}\r\n`));
      },
      async (server) => {
        const reader = (await openStream({ ...server, ...range })).body?.getReader();
        expect((await reader?.read())?.value).toHaveLength(2);
        sockets[0]?.end();
        await expect(reader?.read()).rejects.toThrow("terminated");
      },
    );
  });

  test("is left by etcd's side when its reader leaves, and never read ahead of him", async () => {
    let written = 0;
    let ended = false;
    const totalBytes = 400_000_000;
    const piece = Buffer.from(`10000\r\n${"x".repeat(65_536)}\r\n`);
    const pump = (socket: Socket): void => {
      while (written < totalBytes && socket.writable) {
        written += piece.length;
        if (!socket.write(piece)) return void socket.once("drain", () => pump(socket));
      }
    };
    await withFaultServer(
      (socket) => {
        socket.once("close", () => (ended = true));
        socket.once("data", () => {
          socket.write(chunked);
          pump(socket);
        });
      },
      async (server) => {
        const leaving = new AbortController();
        const answer = await openStream({ ...server, ...range }, leaving.signal);
        await answer.body?.getReader().read();
        let before = -1;
        await expect.poll(() => before === (before = written), { interval: 300, timeout: 20_000 }).toBe(true);
        leaving.abort();
        await expect.poll(() => ended).toBe(true);
      },
    );
    expect(written).toBeLessThan(totalBytes / 4);
  });
});
