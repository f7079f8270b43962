import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { connect, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { withFaultServer, type FaultServer } from "./fault-server.ts";
import { revisionOf } from "./live-client.ts";
import { base64 } from "./real-app.ts";
import { withThrowawayEtcd } from "./throwaway-etcd.ts";
import { canceledOf, createdOf, failedOf, withWatchClient } from "./watch-client.ts";

const { origin } = lentApp();

// 3.4 does not tell while more of the request may come: what is within its usual limit breaks the stream there.
const telling = lentEtcds().filter(({ version }) => !version.startsWith("3.4."));

test.each(telling)(
  "where etcd $version takes less than usual, only the watch that is too large is refused",
  async (lent) => {
    const { etcd: binary } = await obtainEtcdVersion(lent.version);
    const etcd = await startEtcd({ binary, flags: ["--max-request-bytes=102400"] });
    try {
      await withWatchClient(origin, { host: etcd.host, port: etcd.port }, async (client) => {
        client.send({ create: { id: "first", key: "YQ==" } });
        await client.first(createdOf("first"));
        client.send({ create: { id: "large", key: base64("a".repeat(700_000)) } });
        client.send({ create: { id: "last", key: "YQ==" } });
        const limitBytes = 102_400 + 512 * 1024;
        expect(await client.first(failedOf("large"))).toMatchObject({ failure: { kind: "too-large", limitBytes } });
        await client.first(createdOf("last"));
        await callGateway(etcd.endpoint, "/v3/kv/put", { key: "YQ==", value: base64("1") });
        for (const id of ["first", "last"]) expect(await client.events(id, 1)).toHaveLength(1);
      });
    } finally {
      await etcd.stop();
    }
  },
);

describe.each(lentEtcds())("through workerd, watches of etcd $version", ({ version }) => {
  test("are told that what they want is compacted, and where what is left begins", async () => {
    await withThrowawayEtcd(version, async ({ host, port, endpoint }) => {
      for (const value of ["1", "2", "3"])
        await callGateway(endpoint, "/v3/kv/put", { key: "YQ==", value: base64(value) });
      await callGateway(endpoint, "/v3/kv/compaction", { revision: "3" });
      await withWatchClient(origin, { host, port }, async (client) => {
        client.send({ create: { id: "old", key: "YQ==", start_revision: "1" } });
        expect(await client.first(canceledOf("old"))).toMatchObject({
          reason: "etcdserver: mvcc: required revision has been compacted",
          compact_revision: "3",
        });
        // The ID is free again.
        client.send({ create: { id: "old", key: "YQ==", start_revision: "3" } });
        expect(await client.events("old", 2)).toMatchObject([
          { kv: { value_decoded: "2" } },
          { kv: { value_decoded: "3" } },
        ]);
      });
    });
  });

  test("are made as the user, whose right is asked for each and whose token may run out", async () => {
    await withThrowawayEtcd(version, async ({ host, port, endpoint }) => {
      const [root, app] = ["root", "app"].map((username) => ({ username, password: `${username}'s own` }));
      for (const user of [root, app]) {
        await callGateway(endpoint, "/v3/auth/user/add", { name: user?.username, password: user?.password });
      }
      const perm = { permType: "READWRITE", key: base64("/app/"), range_end: base64("/app0") };
      await callGateway(endpoint, "/v3/auth/user/grant", { user: "root", role: "root" });
      await callGateway(endpoint, "/v3/auth/role/add", { name: "app" });
      await callGateway(endpoint, "/v3/auth/role/grant", { name: "app", perm });
      await callGateway(endpoint, "/v3/auth/user/grant", { user: "app", role: "app" });
      await callGateway(endpoint, "/v3/auth/enable", {});
      const query = (who: object | undefined, path: string, body: object) =>
        callGateway(origin, "/api/etcd/query", { host, port, ...who, path, body: JSON.stringify(body) });
      await withWatchClient(origin, { host, port, ...app }, async (client) => {
        client.send({ create: { id: "own", key: base64("/app/a") } });
        await client.first(createdOf("own"));
        client.send({ create: { id: "foreign", key: base64("/other") } });
        expect(await client.first(canceledOf("foreign"))).toEqual({
          id: "foreign",
          reason: "etcdserver: permission denied",
        });
        await query(root, "/v3/kv/put", { key: base64("/app/a"), value: base64("seen") });
        expect(await client.events("own", 1)).toMatchObject([{ kv: { value_decoded: "seen" } }]);
        // Turning authentication off drops every token.
        await query(root, "/v3/auth/disable", {});
        await callGateway(endpoint, "/v3/auth/enable", {});
        client.send({ create: { id: "after", key: base64("/app/a") } });
        await client.first(createdOf("after"));
        // etcd goes on with what runs when the right is taken away, and refuses what is created again from there.
        await query(root, "/v3/auth/role/revoke", { role: "app", key: perm.key, range_end: perm.range_end });
        const put = await query(root, "/v3/kv/put", { key: base64("/app/a"), value: base64("still seen") });
        expect(await client.events("own", 2)).toMatchObject([{}, { kv: { value_decoded: "still seen" } }]);
        client.send({ cancel: { id: "own" } });
        const from = String(BigInt(revisionOf(Object(put).parsed)) + 1n);
        client.send({ create: { id: "again", key: base64("/app/a"), start_revision: from } });
        expect(await client.first(canceledOf("again"))).toMatchObject({ reason: "etcdserver: permission denied" });
      });
      await withWatchClient(origin, { host, port, ...app, password: "wrong" }, async (client) => {
        client.send({ create: { id: "nobody", key: base64("/app/a") } });
        expect(await client.first(failedOf("nobody"))).toMatchObject({ failure: { kind: "rejected", code: 3 } });
      });
    });
  });

  test("are refused alone where etcd takes no message so large, and the others go on", async () => {
    await withThrowawayEtcd(version, async ({ host, port, endpoint }) => {
      await withWatchClient(origin, { host, port }, async (client) => {
        client.send({ create: { id: "first", key: "YQ==" } });
        await client.first(createdOf("first"));
        const long = base64("a".repeat(2 ** 20));
        client.send({ create: { id: "fits", key: long } });
        client.send({ create: { id: "large", key: long, range_end: base64("b".repeat(2 ** 20)) } });
        client.send({ create: { id: "last", key: "YQ==" } });
        const failure = { kind: "too-large", what: "request", limitBytes: 2 ** 21 };
        expect(await client.first(failedOf("large"))).toMatchObject({ failure });
        for (const id of ["fits", "last"]) await client.first(createdOf(id));
        await callGateway(endpoint, "/v3/kv/put", { key: "YQ==", value: base64("1") });
        for (const id of ["first", "last"]) expect(await client.events(id, 1)).toHaveLength(1);
      });
    });
  });

  test("are told when etcd is gone", async () => {
    const cut = await withThrowawayEtcd(version, async ({ host, port, endpoint, stop }) =>
      withWatchClient(origin, { host, port }, async (client) => {
        client.send({ create: { id: "gone", key: "YQ==" } });
        await client.first(createdOf("gone"));
        await callGateway(endpoint, "/v3/kv/put", { key: "YQ==", value: base64("1") });
        await client.events("gone", 1);
        await stop();
        const failed = await client.first(failedOf("gone"));
        client.send({ create: { id: "gone", key: "YQ==" } });
        const again = await client.first((message) =>
          "failed" in message && message.failed.failure.kind === "unreachable" ? message.failed : undefined,
        );
        return { failed, again };
      }),
    );
    expect(cut).toMatchObject({
      failed: { id: "gone", failure: { kind: "truncated" } },
      again: { id: "gone", failure: { kind: "unreachable" } },
    });
  });

  test("go on after a break from the last revision, without a gap and without a repetition", async () => {
    await withThrowawayEtcd(version, async (etcd) => {
      const put = (value: number) =>
        callGateway(etcd.endpoint, "/v3/kv/put", { key: "YQ==", value: base64(String(value)) });
      await withCuttingProxy(etcd, (proxy, cut) =>
        withWatchClient(origin, proxy, async (client) => {
          let next = "0";
          let written = 0;
          for (let life = 0; life < 5; life++) {
            const id = `life ${life}`;
            client.send({ create: { id, key: "YQ==", ...(life > 0 && { start_revision: next }) } });
            const { revision } = await client.first(createdOf(id));
            if (life === 0) next = String(BigInt(revision) + 1n);
            // Some are told before the break, some are under way in it, some come when nobody watches.
            await put(written++);
            await client.events(id, 1);
            const last = put(written++);
            cut();
            await last;
            await put(written++);
            expect(await client.first(failedOf(id))).toMatchObject({ failure: { kind: "truncated" } });
            const told = client.received.flatMap((message) => ("events" in message ? [message.events.revision] : []));
            next = String(BigInt(told.at(-1) ?? "") + 1n);
          }
          client.send({ create: { id: "end", key: "YQ==", start_revision: next } });
          const all = () =>
            client.received.flatMap((message) =>
              "events" in message ? message.events.events.map(({ kv }) => Number(kv["value_decoded"])) : [],
            );
          await expect.poll(() => all().length).toBeGreaterThanOrEqual(written);
          expect(all()).toEqual(Array.from({ length: written }, (_, index) => index));
        }),
      );
    });
  });
});

/** Lends a way to etcd whose connections `cut` resets, all at once. */
function withCuttingProxy<T>(etcd: FaultServer, use: (proxy: FaultServer, cut: () => void) => Promise<T>): Promise<T> {
  const open = new Set<Socket>();
  const cut = (): void => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  return withFaultServer(
    (near) => {
      const far = connect(etcd.port, etcd.host);
      for (const socket of [near, far]) open.add(socket);
      far.on("error", () => near.destroy());
      far.on("close", () => near.destroy());
      near.on("close", () => far.destroy());
      near.pipe(far).pipe(near);
    },
    ({ host, port }) => use({ host, port }, cut),
  );
}
