import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { connect } from "node:net";
import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { workerLimits } from "#/limits/worker-limits.ts";
import { textFrame, upgradeText, webSocketKey } from "./raw-web-socket.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";
import { canceledOf, createdOf, failedOf, withWatchClient, WatchClient } from "./watch-client.ts";

const { origin } = lentApp();
const key = "YQ==";

/** How many watches etcd has open, or streams of watches, by its own metrics. */
async function countOf(what: "watcher" | "watch_stream", endpoint: string): Promise<number> {
  const metrics = await (await fetch(`${endpoint}/metrics`)).text();
  return Number(new RegExp(`^etcd_debugging_mvcc_${what}_total (\\d+)$`, "m").exec(metrics)?.[1]);
}

/** How many streams of watches etcd has begun since it runs. */
async function streamsBegun(endpoint: string): Promise<number> {
  const metrics = await (await fetch(`${endpoint}/metrics`)).text();
  return Number(/^grpc_server_started_total\{.*grpc_method="Watch".*\} (\d+)$/m.exec(metrics)?.[1]);
}

describe.each(lentEtcds())("through workerd, watches of etcd $version", ({ version }) => {
  // With an etcd of their own: on the shared one, other tests have watches too.
  test("are closed in etcd one by one when cancelled, and all when the client leaves", async () => {
    await withThrowawayEtcd(version, async ({ host, port, endpoint }) => {
      const watchers = (): Promise<number> => countOf("watcher", endpoint);
      let leftMs = 0;
      await withWatchClient(origin, { host, port }, async (client) => {
        for (const id of ["a", "b", "c"]) client.send({ create: { id, key } });
        for (const id of ["a", "b", "c"]) await client.first(createdOf(id));
        expect([await watchers(), await countOf("watch_stream", endpoint)]).toEqual([3, 1]);
        client.send({ cancel: { id: "b" } });
        expect(await client.first(canceledOf("b"))).toEqual({ id: "b", reason: "canceled by the client" });
        await expect.poll(watchers, { interval: 10, timeout: 300 }).toBe(2);
        client.send({ create: { id: "b", key } });
        await expect.poll(watchers, { interval: 10 }).toBe(3);
        expect(await countOf("watch_stream", endpoint)).toBe(1);
        for (const id of ["a", "b", "c"]) client.send({ cancel: { id } });
        await expect.poll(watchers, { interval: 10, timeout: 300 }).toBe(0);
        // However often the only watch is cancelled and created again, it takes one stream.
        const before = await streamsBegun(endpoint);
        for (let each = 0; each < 100; each++) {
          client.send({ create: { id: `flood ${each}`, key } });
          client.send({ cancel: { id: `flood ${each}` } });
        }
        client.send({ create: { id: "last", key } });
        await client.first(createdOf("last"));
        await expect.poll(watchers, { interval: 10 }).toBe(1);
        expect((await streamsBegun(endpoint)) - before).toBeLessThanOrEqual(1);
        leftMs = performance.now();
      });
      await expect.poll(watchers, { interval: 10, timeout: 1000 }).toBe(0);
      expect(performance.now() - leftMs).toBeLessThan(300);
    });
  });

  test("are closed when the client's connection is cut without a word", async () => {
    await withThrowawayEtcd(version, async ({ host, port, endpoint }) => {
      const watchers = (): Promise<number> => countOf("watcher", endpoint);
      const app = new URL(origin);
      const socket = connect(Number(app.port), app.hostname);
      socket.write(upgradeText(app.host));
      for (const message of [{ open: { host, port } }, { create: { id: "cut", key } }]) {
        socket.write(textFrame(JSON.stringify(message)));
      }
      await expect.poll(watchers, { interval: 10 }).toBe(1);
      const cutMs = performance.now();
      socket.resetAndDestroy();
      await expect.poll(watchers, { interval: 10, timeout: 1000 }).toBe(0);
      expect(performance.now() - cutMs).toBeLessThan(300);
    });
  });
});

describe("in workerd, a WebSocket for watches", () => {
  const [etcd] = lentEtcds();
  const target = { host: etcd?.host ?? "", port: etcd?.port ?? 0 };

  test("keeps no more watches than the server allows, and says so", async () => {
    await withWatchClient(origin, target, async (client) => {
      for (let id = 0; id <= workerLimits.watches; id++) client.send({ create: { id: String(id), key: "YQ==" } });
      expect(await client.first(failedOf(String(workerLimits.watches)))).toMatchObject({
        failure: { kind: "forbidden", rule: "watches" },
      });
      for (let id = 0; id < workerLimits.watches; id++) await client.first(createdOf(String(id)));
    });
  });

  test("is over when it says what is none of the messages", async () => {
    const client = new WatchClient(origin);
    await client.connected();
    client.send({ create: { id: "a", key: "YQ==" } });
    expect(await client.first(failedOf())).toMatchObject({ failure: { kind: "invalid", field: "open" } });
    await client.closed();
  });

  test("may carry a message of any size that a query may, and no larger", async () => {
    await withWatchClient(origin, target, async (client) => {
      client.send({ create: { id: "x", key: "A".repeat(4 * 500_000) } });
      await client.first(createdOf("x"));
      client.send(JSON.stringify({ cancel: { id: "x".repeat(limits.maxRequestBytes) } }));
      expect(await client.first(failedOf())).toMatchObject({ failure: { kind: "invalid", field: "message" } });
      await client.closed();
    });
  });

  test("is opened for no page of another origin, and under no foreign name", async () => {
    const upgrade = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { host } = new URL(origin);
        const opening = request(`${origin}/api/etcd/watch`, {
          headers: {
            host,
            upgrade: "websocket",
            connection: "upgrade",
            "sec-websocket-key": webSocketKey,
            "sec-websocket-version": "13",
            ...headers,
          },
        });
        opening.on("upgrade", (answer, socket) => {
          socket.destroy();
          resolve(answer.statusCode);
        });
        opening.on("response", (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        opening.on("error", reject);
        opening.end();
      });
    expect(await upgrade({})).toBe(101);
    expect(await upgrade({ origin })).toBe(101);
    expect(await upgrade({ origin: "https://evil.example" })).toBe(403);
    expect(await upgrade({ origin: "null" })).toBe(403);
    expect(await upgrade({ host: "rebound.example" })).toBe(403);
  });

  test("is asked for by an upgrade only", async () => {
    const answer = await fetch(`${origin}/api/etcd/watch`);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { failure: { kind: "invalid", field: "Upgrade" } },
    ]);
  });
});
