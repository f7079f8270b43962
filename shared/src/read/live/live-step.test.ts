import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { asRevision, int64 } from "../../model/int64.ts";
import { allKeys, prefixRange } from "../../model/range.ts";
import type { KeyEvent } from "../../model/watch.ts";
import { anyWatchAct, ModelWatchClient } from "../../../test/model-watch-client.ts";
import { nextTryMs } from "./live-state.ts";

const revision = (value: number) => asRevision(int64(value));

const whole = { range: allKeys };

test("tells what happens from now on, and how far it is complete", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: whole });
  expect(client.statuses.get("a")).toEqual({ kind: "opening" });
  client.tell();
  expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "1" });
  client.server.write(2);
  client.tell();
  expect(client.eventsOf("a")).toEqual(client.server.events);
  expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "2" });
});

test("watches that are wanted together are created together, and the last one to go closes the connection", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: whole }, { kind: "add", id: "b", request: whole });
  expect(client.outputs.filter(({ kind }) => kind === "connect")).toHaveLength(1);
  client.take({ kind: "remove", id: "a" });
  expect(client.outputs.at(-1)).toEqual({ kind: "cancel", wireId: "1" });
  client.take({ kind: "remove", id: "b" });
  expect(client.outputs.at(-1)).toEqual({ kind: "disconnect" });
});

test("after a compaction there is one gap with its revisions and how long the watch was cut off, and then it goes on", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: whole });
  client.tell();
  client.cut();
  for (let each = 0; each < 5; each++) client.server.write(1);
  client.server.compact();
  client.server.write(1);
  client.nowMs = 34_000;
  client.heal();
  expect(client.gapsOf("a")).toEqual([{ from: "2", to: "5", why: "compacted", brokenMs: 34_000 }]);
  expect(client.eventsOf("a").map((event) => event.revision)).toEqual(["6", "7"]);
});

test("a long replay asks first; what is skipped is a gap, and what is wanted is replayed", () => {
  for (const answer of ["begin-now", "replay"] as const) {
    const client = new ModelWatchClient();
    client.server.newest = 200_000;
    client.take({ kind: "add", id: "a", request: { ...whole, startRevision: revision(5) } });
    expect(client.statuses.get("a")).toEqual({ kind: "asks", from: "5", to: "200000" });
    expect(client.outputs.some(({ kind }) => kind === "create")).toBe(false);
    client.take({ kind: answer, id: "a" });
    client.tell();
    const gap = { from: "5", to: "200000", why: "skipped" };
    expect(client.gapsOf("a")).toEqual(answer === "replay" ? [] : [gap]);
    const completeTo = answer === "replay" ? "4" : "200000";
    expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo });
  }
});

test("a refusal is not tried again, and what else failed is, later and later", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: { range: { key: keyFromText("/a") } } });
  const denied = { kind: "canceled", id: "1", reason: "etcdserver: permission denied" } as const;
  client.take({ kind: "message", message: denied });
  expect(client.statuses.get("a")).toMatchObject({ kind: "over", failure: { code: 7 } });
  expect(nextTryMs(client.state)).toBeUndefined();
  const waits: number[] = [];
  const other = new ModelWatchClient();
  other.take({ kind: "add", id: "a", request: whole });
  for (let each = 0; each < 8; each++) {
    other.cut();
    const at = nextTryMs(other.state) ?? 0;
    waits.push(at - other.nowMs);
    other.nowMs = at;
    other.take({ kind: "time", dueMs: other.nowMs });
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

test("a watch that etcd would end the whole stream for is refused, and the others go on", () => {
  const client = new ModelWatchClient();
  const long = keyFromText("a".repeat(2 ** 20));
  client.take({ kind: "add", id: "a", request: whole });
  client.take({ kind: "add", id: "key", request: { range: { key: long } } });
  client.take({ kind: "add", id: "prefix", request: { range: prefixRange(long) } });
  client.tell();
  const failure = { kind: "too-large", what: "request", limitBytes: 2 ** 21 };
  expect(client.statuses.get("prefix")).toEqual({ kind: "over", failure });
  expect(client.outputs.filter(({ kind }) => kind === "create")).toHaveLength(2);
  expect([client.statuses.get("a")?.kind, client.statuses.get("key")?.kind]).toEqual(["live", "live"]);
});

test("while it sleeps nothing is open, and it goes on from where it was", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: whole });
  client.tell();
  client.take({ kind: "sleep" });
  expect(client.outputs).toContainEqual({ kind: "disconnect" });
  expect(client.statuses.get("a")).toEqual({ kind: "asleep" });
  client.server.write(1);
  client.heal();
  expect(client.eventsOf("a")).toEqual(client.server.events);
});

test("whatever breaks, and in whatever order: each event once and in order, and a gap only over what was compacted", () => {
  fc.assert(
    fc.property(
      fc.array(anyWatchAct, { maxLength: 40 }),
      fc.option(fc.integer({ min: 1, max: 4 })),
      (actions, start) => {
        const client = new ModelWatchClient();
        client.server.write(2);
        client.server.write(1);
        const first = start === null ? client.server.newest + 1 : start;
        const request = start === null ? whole : { ...whole, startRevision: revision(start) };
        client.take({ kind: "add", id: "a", request });
        client.tell();
        for (const { do: what, keys } of actions) {
          client.act(what, keys);
        }
        client.heal();
        const gaps = client.gapsOf("a");
        const isIn = (event: KeyEvent) =>
          gaps.some((gap) => BigInt(gap.from) <= BigInt(event.revision) && BigInt(event.revision) <= BigInt(gap.to));
        const expected = client.server.events.filter((event) => Number(event.revision) >= first);
        const told = client.eventsOf("a");
        expect(told.filter((event) => !isIn(event))).toEqual(expected.filter((event) => !isIn(event)));
        expect(new Set(told).size).toBe(told.length);
        for (const gap of gaps) expect(Number(gap.to)).toBeLessThan(client.server.compacted);
        expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: revision(client.server.newest) });
      },
    ),
    { numRuns: 2000 },
  );
});
