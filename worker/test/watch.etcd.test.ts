import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { base64 } from "./real-app.ts";
import { createdOf, withWatchClient } from "./watch-client.ts";

const { origin } = lentApp();

const number = (text: unknown): number => Number(typeof text === "string" ? text : Number.NaN);

const prefix = (name: string) => ({
  key: base64(`/worker-watch/${name}/`),
  range_end: base64(`/worker-watch/${name}0`),
});

describe.each(lentEtcds())("through workerd, watches of etcd $version", (etcd) => {
  const target = { host: etcd.host, port: etcd.port };
  const put = async (key: string, value: string): Promise<number> => {
    const body = { key: base64(`/worker-watch/${key}`), value: base64(value) };
    return number(Object(await callGateway(etcd.endpoint, "/v3/kv/put", body)).header.revision);
  };
  const remove = (key: string) =>
    callGateway(etcd.endpoint, "/v3/kv/deleterange", { key: base64(`/worker-watch/${key}`) });

  test("tell what happens, readable, each by its ID", async () => {
    await withWatchClient(origin, target, async (client) => {
      client.send({ create: { id: "one", ...prefix("one"), prev_kv: true } });
      client.send({ create: { id: "two", ...prefix("two") } });
      expect(number((await client.first(createdOf("one"))).revision)).toBeGreaterThan(0);
      await client.first(createdOf("two"));
      const revision = await put("one/a", "first");
      await put("one/a", "second");
      await remove("one/a");
      await put("two/a", "other");
      expect(await client.events("one", 3)).toMatchObject([
        {
          kv: {
            key_decoded: "/worker-watch/one/a",
            value_decoded: "first",
            mod_revision: String(revision),
            version: "1",
          },
        },
        { kv: { value_decoded: "second" }, prev_kv: { value_decoded: "first" } },
        { type: "DELETE", kv: { mod_revision: String(revision + 2) }, prev_kv: { value_decoded: "second" } },
      ]);
      expect(await client.events("two", 1)).toMatchObject([{ kv: { value_decoded: "other" } }]);
      const told = client.received.flatMap((message) => ("events" in message ? message.events : []));
      expect(told.findLast(({ id }) => id === "one")?.revision).toBe(String(revision + 2));
    });
  });

  test("begin at any revision, and leave out what is filtered", async () => {
    const revision = await put("past/a", "1");
    await remove("past/a");
    await put("past/a", "2");
    await withWatchClient(origin, target, async (client) => {
      const past = { ...prefix("past"), start_revision: String(revision) };
      client.send({ create: { id: "all", ...past } });
      client.send({ create: { id: "deletes", ...past, filters: ["NOPUT"] } });
      client.send({ create: { id: "puts", ...past, filters: ["NODELETE"] } });
      expect((await client.events("all", 3)).map(({ type }) => type)).toEqual([undefined, "DELETE", undefined]);
      expect(await client.events("puts", 2)).toHaveLength(2);
      expect(await client.events("deletes", 1)).toHaveLength(1);
    });
  });

  test("say at once how far they have caught up, however long ago the last event was", async () => {
    const revision = await put("quiet/a", "1");
    await remove("quiet/a");
    const newest = await put("other", "later");
    await withWatchClient(origin, target, async (client) => {
      client.send({ create: { id: "quiet", ...prefix("quiet"), start_revision: String(revision), fragment: true } });
      await client.events("quiet", 2);
      const told = client.received.flatMap((message) => ("events" in message ? [message.events] : []));
      expect(number(told.at(-1)?.revision)).toBeGreaterThanOrEqual(newest);
    });
  });

  test("say while they catch up only what they have told", async () => {
    const first = await put("long/a", "first");
    for (let round = 0; round < 11; round++)
      await Promise.all(Array.from({ length: 100 }, () => put("long/a", "more")));
    const newest = await put("other", "later");
    await withWatchClient(origin, target, async (client) => {
      client.send({ create: { id: "long", ...prefix("long"), start_revision: String(first), fragment: true } });
      await client.events("long", 1101);
      const told = client.received.flatMap((message) => ("events" in message ? [message.events] : []));
      expect(told.length).toBeGreaterThan(1);
      // What follows lies behind what was said to be told, and in the end all is.
      for (const [at, { events }] of told.slice(1).entries()) {
        expect(number(events[0]?.kv["mod_revision"])).toBeGreaterThan(number(told[at]?.revision));
      }
      expect(number(told.at(-1)?.revision)).toBeGreaterThanOrEqual(newest);
    });
  });

  test("lose and repeat nothing over 5,000 events, in order", async () => {
    await withWatchClient(origin, target, async (client) => {
      client.send({ create: { id: "many", ...prefix("many") } });
      await client.first(createdOf("many"));
      // 50 revisions of 100 keys each.
      for (let round = 0; round < 50; round++) {
        const success = Array.from({ length: 100 }, (_, index) => ({
          request_put: {
            key: base64(`/worker-watch/many/${String(index).padStart(3, "0")}`),
            value: base64(String(round * 100 + index)),
          },
        }));
        await callGateway(etcd.endpoint, "/v3/kv/txn", { success });
      }
      const events = await client.events("many", 5000);
      expect(events.map(({ kv }) => Number(kv["value_decoded"]))).toEqual(Array.from({ length: 5000 }, (_, at) => at));
    });
  });

  test("come in fragments where asked, with the revision that is whole", async () => {
    await withWatchClient(origin, target, async (client) => {
      // 3 MB in one revision: more than etcd sends in one piece (its request limit, and half a megabyte).
      const success = Array.from({ length: 30 }, (_, index) => ({
        request_put: { key: base64(`/worker-watch/large/${index}`), value: base64("x".repeat(45_000)) },
      }));
      await callGateway(etcd.endpoint, "/v3/kv/txn", { success });
      const again = await callGateway(etcd.endpoint, "/v3/kv/txn", { success });
      const revision = number(Object(again).header.revision);
      const create = { ...prefix("large"), prev_kv: true, start_revision: String(revision) };
      client.send({ create: { id: "pieces", ...create, fragment: true } });
      client.send({ create: { id: "whole", ...create } });
      expect(await client.events("pieces", 30)).toHaveLength(30);
      expect(await client.events("whole", 30)).toHaveLength(30);
      const revisions = (id: string) =>
        client.received.flatMap((message) =>
          "events" in message && message.events.id === id ? [[message.events.revision, message.events.fragment]] : [],
        );
      expect(revisions("whole")).toEqual([[String(revision), undefined]]);
      const pieces = revisions("pieces");
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.slice(0, -1)).toEqual(pieces.slice(0, -1).map(() => [String(revision - 1), true]));
      expect(pieces.at(-1)).toEqual([String(revision), undefined]);
    });
  });
});
