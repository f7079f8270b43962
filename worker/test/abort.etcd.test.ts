/** A request that is stopped, or whose time is up, is stopped in etcd too: what it waited for, it never gets. */
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { requestIdHeader } from "@etcd-explorer/shared/contract/endpoints";
import { describe, expect, test, vi } from "vitest";
import { makeApi } from "./api.ts";
import { base64 } from "./real-app.ts";

const { origin } = lentApp();

const post = (fields: object, id?: string) =>
  fetch(`${origin}/api/etcd/query`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(id !== undefined && { [requestIdHeader]: id }) },
    body: JSON.stringify(fields),
  });

describe.each(lentEtcds())("waiting for a lock of etcd $version", ({ host, port, endpoint, etcdctl }) => {
  /** How many stand in the queue of the lock, its holder included, as etcdctl sees it. */
  async function queueOf(name: string): Promise<number> {
    const keys = await runEtcdctl({ etcdctl, endpoint }, ["get", "--prefix", "--keys-only", `${name}/`]);
    return keys
      .toString()
      .split("\n")
      .filter((line) => line !== "").length;
  }

  const lease = async (): Promise<unknown> => Object(await callGateway(endpoint, "/v3/lease/grant", { TTL: "600" })).ID;

  /** Has a lock held by somebody else while `wait` waits for it; how many hold or want it once that one has released it. */
  async function behindHolder(wait: (fields: object, waits: () => Promise<void>) => Promise<void>): Promise<number> {
    const name = `/abort/${randomUUID()}`;
    const held = await callGateway(endpoint, "/v3/lock/lock", { name: base64(name), lease: await lease() });
    const body = JSON.stringify({ name: base64(name), lease: await lease() });
    await wait({ host, port, path: "/v3/lock/lock", body }, () =>
      vi.waitFor(async () => expect(await queueOf(name)).toBe(2), { timeout: 10_000 }),
    );
    await vi.waitFor(async () => expect(await queueOf(name)).toBe(1), { timeout: 10_000 });
    await callGateway(endpoint, "/v3/lock/unlock", { key: Object(held).key });
    return await queueOf(name);
  }

  test("ends when the request is stopped by its name", async () => {
    const left = await behindHolder(async (fields, waits) => {
      const id = randomUUID();
      const waiting = post({ ...fields, timeout: 60_000 }, id);
      await waits();
      await fetch(`${origin}/api/etcd/stop`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ requests: [id] }),
      });
      expect(await (await waiting).json()).toMatchObject({ failure: { kind: "offline" } });
    });
    expect(left).toBe(0);
  });

  test("ends when the reader's connection breaks", async () => {
    const left = await behindHolder(async (fields, waits) => {
      const body = JSON.stringify({ ...fields, timeout: 60_000 });
      const { host: to, port: at } = new URL(origin);
      const client = connect({ host: "127.0.0.1", port: Number(at) });
      client.on("error", () => undefined);
      client.write(
        `POST /api/etcd/query HTTP/1.1\r\nHost: ${to}\r\nContent-Type: application/json\r\n` +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
      await waits();
      client.resetAndDestroy();
    });
    expect(left).toBe(0);
  });

  test("ends when the time of the request is up", async () => {
    const left = await behindHolder(async (fields) => {
      const answer = await post({ ...fields, timeout: 500 });
      expect(await answer.json()).toMatchObject({ failure: { kind: "timeout" } });
    });
    expect(left).toBe(0);
  });

  test("does not begin for a reader who has left", async () => {
    const response = await makeApi().open("/api/etcd/query", { host, port, path: "/v3/kv/range" }, AbortSignal.abort());
    expect(await response.json()).toMatchObject({ failure: { kind: "offline" } });
  });
});
