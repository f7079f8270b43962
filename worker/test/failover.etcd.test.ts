/** Several endpoints of one cluster, some of which are dead, in workerd. */
import { connect, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { compareSides } from "@etcd-explorer/shared/read/compare/compare-sides";
import { nameSizes } from "@etcd-explorer/shared/read/compare/compare-sizes";
import { nameOf } from "@etcd-explorer/shared/read/compare/difference";
import { pinSide } from "@etcd-explorer/shared/read/compare/side";
import { pinCall } from "@etcd-explorer/shared/read/past/pinned-call";
import { appCall } from "./bulk-call.ts";
import { unusedPort } from "./fault-server.ts";
import { base64, queryThrough } from "./real-app.ts";

const [etcd, stranger] = lentEtcds();
const host = "127.0.0.1";
const addressOf = (port: number): string => `http://${host}:${port}`;

/** A second way to etcd, which can die and come back, and counts who comes. */
class Detour {
  readonly port: number;
  connections = 0;
  /** Requests that have this in them are kept, and the connection is closed instead. */
  cutAt: string | undefined;
  readonly kept: string[] = [];
  readonly #sockets = new Set<Socket>();
  #close = (): Promise<void> => Promise.resolve();

  constructor(port: number) {
    this.port = port;
  }

  async start(): Promise<void> {
    const server = createServer((socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on("error", () => undefined);
      const further = connect(etcd?.port ?? 0, host);
      further.on("error", () => undefined);
      further.pipe(socket);
      socket.on("data", (data: Buffer) => {
        const text = data.toString();
        if (this.cutAt === undefined || !text.includes(this.cutAt)) return further.write(data);
        this.kept.push(text);
        return socket.end();
      });
      socket.on("close", () => further.destroy());
    });
    this.#close = () => new Promise((resolve) => server.close(() => resolve()));
    await new Promise<void>((resolve) => server.listen(this.port, host, resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.#close();
  }
}

let app: ServedApp | undefined;
let detour = new Detour(0);
let deadPort = 0;
// A fresh app has no memory of who was dead.
beforeEach(async () => {
  detour = new Detour(await unusedPort());
  deadPort = await unusedPort();
  await detour.start();
  const [through, direct, dead] = [addressOf(detour.port), addressOf(etcd?.port ?? 0), addressOf(deadPort)];
  app = await serveApp({
    connections: [
      { name: "both", readOnly: false, endpoints: [through, direct] },
      { name: "dead-first", readOnly: false, endpoints: [dead, direct] },
      { name: "none", readOnly: false, endpoints: [dead, dead] },
    ],
    allowedTargets: "127.0.0.1",
    assets: false,
  });
});
afterEach(async () => {
  await app?.stop();
  await detour.stop();
});

const query = (connection: string, path: string, body: object) =>
  queryThrough(app?.origin ?? "", { connection }, path, body);
const queryFree = (endpoints: readonly string[], path: string, body: object) =>
  queryThrough(app?.origin ?? "", { endpoints }, path, body);
const read = (connection: string, key: string) => query(connection, "/v3/kv/range", { key: base64(key) });

/** Puts sixty keys, by the endpoint that does not die. */
async function putAll(value: string): Promise<void> {
  const success = Array.from({ length: 60 }, (_, at) => ({
    request_put: { key: base64(`/failover-compare/${String(at).padStart(3, "0")}`), value: base64(value) },
  }));
  await query("dead-first", "/v3/kv/txn", { success });
}

describe("a connection with several endpoints, in workerd", () => {
  test("goes past a dead one", async () => {
    expect(await read("dead-first", "/failover")).toMatchObject({ success: true });
    expect(await query("dead-first", "/v3/kv/put", { key: base64("/failover/put") })).toMatchObject({ success: true });
    expect(await read("dead-first", "/failover/put")).toMatchObject({ parsed: { kvs: [{ version: "1" }] } });
  });

  test("goes past a dead one of free endpoints, and past one of another cluster", async () => {
    const past = [addressOf(deadPort), addressOf(etcd?.port ?? 0)];
    const key = base64("/failover/free");
    expect(await queryFree(past, "/v3/kv/put", { key })).toMatchObject({ success: true });
    expect(await queryFree(past, "/v3/kv/range", { key })).toMatchObject({ parsed: { count: "1" } });
    const two = [addressOf(detour.port), addressOf(stranger?.port ?? 0)];
    expect(await queryFree(two, "/v3/kv/range", { key })).toMatchObject({ parsed: { count: "1" } });
    await detour.stop();
    await expect(queryFree(two, "/v3/kv/range", { key })).rejects.toThrow("belongs to a different cluster than");
    expect(await query("both", "/v3/kv/deleterange", { key })).toMatchObject({
      success: true,
    });
  });

  test("fails where all are dead", async () => {
    await expect(read("none", "/failover")).rejects.toThrow("unreachable");
  });

  test("never sends a write a second time, to whichever endpoint", async () => {
    detour.cutAt = "POST /v3/kv/put ";
    await expect(query("both", "/v3/kv/put", { key: base64("/failover/once") })).rejects.toThrow("truncated");
    expect(detour.kept).toHaveLength(1);
    const there = await read("both", "/failover/once");
    expect(there.parsed).not.toHaveProperty("kvs");
  });

  test("uses the first while it lives, the next when it dies, and does not ask the dead one each time", async () => {
    const before = detour.connections;
    expect(await read("both", "/failover")).toMatchObject({ success: true });
    expect(detour.connections).toBe(before + 1);
    await detour.stop();
    expect(await read("both", "/failover")).toMatchObject({ success: true });
    // Back at once, but for the next seconds it is remembered as dead.
    await detour.start();
    expect(await read("both", "/failover")).toMatchObject({ success: true });
    expect(detour.connections).toBe(before + 1);
  });

  test("goes on comparing at the same revisions where the one that it reads from dies in the middle", async () => {
    const prefix = keyFromText("/failover-compare/");
    const direct = appCall(app?.origin ?? "", { connection: "dead-first" });
    await putAll("1");
    const left = await pinSide(direct, prefix, "live");
    await putAll("2");
    const lost = appCall(app?.origin ?? "", { connection: "both" });
    const right = await pinSide(lost, prefix, "live");
    // What is written later is not compared: the revision stays, whichever member answers.
    await putAll("1");
    const before = detour.connections;
    let isStopped = false;
    const told: string[] = [];
    const sizes = { ...nameSizes, headKeys: 5, partKeys: 6, fewShare: 0 };
    const request = { left: { ...left, call: pinCall(lost, left.revision) }, right, isSameCluster: true, sizes };
    const { counts } = await compareSides(
      request,
      (batch) =>
        told.push(...batch.map((each) => `${each.kind} ${String(nameOf(each, { left: prefix, right: prefix }))}`)),
      () => {
        if (!isStopped) void detour.stop();
        isStopped = true;
      },
    );
    expect(before).toBeGreaterThan(0);
    expect(isStopped).toBe(true);
    expect(counts).toMatchObject({ differs: 60, same: 0 });
    expect(told).toEqual(
      Array.from({ length: 60 }, (_, at) => `differs ${String(keyFromText(String(at).padStart(3, "0")))}`),
    );
  });
});
