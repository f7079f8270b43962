import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asRevision, int64 } from "../../model/int64.ts";
import { allKeys } from "../../model/range.ts";
import type { WatchStatus } from "../../model/watch.ts";
import { anyWatchAct, ModelWatchClient } from "../../../test/model-watch-client.ts";

const revision = (value: number) => asRevision(int64(value));
const offline = { kind: "offline", message: "away" } as const;
const whole = { range: allKeys };

test("a watch from a revision that is still to come claims nothing before it", () => {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: { ...whole, startRevision: revision(4) } });
  client.take({ kind: "add", id: "b", request: whole });
  client.tell();
  expect(client.statuses.get("a")).toEqual({ kind: "ahead", from: "4", newest: "1" });
  client.server.write(1);
  client.tell();
  // The other watch told of it.
  expect(client.statuses.get("a")).toEqual({ kind: "ahead", from: "4", newest: "2" });
  for (let each = 0; each < 2; each++) client.server.write(1);
  client.heal();
  expect(client.eventsOf("a").map((event) => event.revision)).toEqual(["4"]);
  expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "4" });
});

/** A watch that was told up to revision 6, and etcd restored from a backup of revision 3. */
function rolledBack() {
  const client = new ModelWatchClient();
  client.take({ kind: "add", id: "a", request: whole }, { kind: "add", id: "b", request: whole });
  client.tell();
  for (let each = 0; each < 5; each++) client.server.write(1);
  client.tell();
  client.take({ kind: "closed", failure: offline });
  client.server.restore(3);
  client.server.write(1);
  return client;
}

describe("where etcd's data has gone back", () => {
  const status = { kind: "rolled-back", known: "6", newest: "4" };

  test("every watch stops, says so once, and is not tried again", () => {
    const client = rolledBack();
    client.heal();
    expect([...client.statuses.values()]).toEqual([status, status]);
    expect(client.state.connection.kind).toBe("none");
    client.server.write(1);
    client.heal();
    expect(client.eventsOf("a").map((event) => event.revision)).toEqual(["2", "3", "4", "5", "6"]);
  });

  test("begun again it tells what is new, after a gap, and complete only up to what there is", () => {
    const client = rolledBack();
    client.heal();
    client.nowMs = 20_000;
    client.take({ kind: "begin-now", id: "a" });
    client.tell();
    expect(client.gapsOf("a")).toMatchObject([{ from: "6", to: "4", why: "rolled-back" }]);
    expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "4" });
    client.server.write(1);
    client.tell();
    expect(client.eventsOf("a").at(-1)).toBe(client.server.events.at(-1));
    // From then on the lower revision counts: nothing has fallen since.
    client.cut();
    client.server.write(1);
    client.heal();
    expect(client.eventsOf("a").at(-1)).toBe(client.server.events.at(-1));
    expect(client.statuses.get("b")).toEqual(status);
  });

  test("it is found out although no message broke off: a watch was created at another member", () => {
    const client = new ModelWatchClient();
    client.take({ kind: "add", id: "a", request: whole });
    client.tell();
    for (let each = 0; each < 5; each++) client.server.write(1);
    client.tell();
    client.server.newest = 4;
    client.take({ kind: "message", message: { kind: "created", id: "1", revision: revision(4) } });
    expect(client.statuses.get("a")).toEqual(status);
    expect(client.outputs).toContainEqual({ kind: "cancel", wireId: "1" });
  });

  test("a member that is only behind the others is no reason", () => {
    const client = new ModelWatchClient();
    client.take({ kind: "add", id: "a", request: whole });
    client.tell();
    client.server.write(1);
    client.tell();
    client.take({ kind: "message", message: { kind: "created", id: "1", revision: revision(1) } });
    expect(client.outputs).toContainEqual(expect.objectContaining({ kind: "ask-newest", known: "2" }));
    expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "2" });
  });

  test("nor is a question that fails: the watch goes on, and it is asked again", () => {
    const client = new ModelWatchClient();
    client.take({ kind: "add", id: "a", request: whole });
    client.tell();
    client.server.write(1);
    client.tell();
    client.server.failingQuestions = 1;
    client.take(...client.server.move(1));
    client.server.write(1);
    client.tell();
    expect(client.eventsOf("a")).toEqual(client.server.events);
    expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "3" });
    expect(client.outputs.map(({ kind }) => kind)).not.toContain("cancel");
    // Meanwhile etcd's data went back, and no message tells so.
    client.server.newest = 2;
    client.wait();
    expect(client.statuses.get("a")).toEqual({ kind: "rolled-back", known: "3", newest: "2" });
  });

  test("nor is one answer that comes from the past", () => {
    const client = rolledBack();
    client.server.newest = 6;
    const stale = { kind: "newest", id: "a", revision: revision(4), known: revision(6), isSecond: false } as const;
    client.take(stale);
    expect(client.outputs.at(-1)).toMatchObject({ kind: "ask-newest", isSecond: true });
    client.heal();
    expect(client.statuses.get("a")).toEqual({ kind: "live", completeTo: "6" });
  });

  test("whoever watches may know of a revision that the stream was never told of", () => {
    const client = new ModelWatchClient();
    client.server.newest = 10;
    const request = { ...whole, startRevision: revision(8), knownRevision: revision(12) };
    client.take({ kind: "add", id: "a", request });
    expect(client.statuses.get("a")).toEqual({ kind: "rolled-back", known: "12", newest: "10" });
  });

  test("an answer that comes late, to a question of before, tells nothing new", () => {
    const client = rolledBack();
    client.heal();
    client.take({ kind: "begin-now", id: "a" });
    client.tell();
    client.take({ kind: "newest", id: "a", revision: revision(4), known: revision(6), isSecond: true });
    client.take({ kind: "newest-failed", id: "b", failure: offline });
    expect([client.statuses.get("a"), client.statuses.get("b")]).toEqual([{ kind: "live", completeTo: "4" }, status]);
  });
});

/** Whether a watch that has come as far as it can says what is so, where `newest` is all that etcd has. */
function isTrueOf(status: WatchStatus | undefined, newest: number): boolean {
  if (status?.kind === "ahead") return Number(status.from) > newest && Number(status.newest) === newest;
  if (status?.kind === "rolled-back") return Number(status.newest) < Number(status.known);
  return status?.kind === "live" && Number(status.completeTo) === newest;
}

test("whatever breaks and is restored, a watch never claims more than etcd has, and tells nothing twice", () => {
  const events = fc.oneof(
    anyWatchAct,
    fc.record({ do: fc.constantFrom("restore", "begin-now"), keys: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), fc.option(fc.integer({ min: 1, max: 6 })), (actions, start) => {
      const client = new ModelWatchClient();
      client.server.write(2);
      client.take({
        kind: "add",
        id: "a",
        request: start === null ? whole : { ...whole, startRevision: revision(start) },
      });
      for (const { do: what, keys } of actions) {
        if (what === "restore") {
          client.take({ kind: "closed", failure: offline });
          client.server.restore(Math.max(1, client.server.newest - keys));
        } else if (what === "begin-now") client.take({ kind: what, id: "a" });
        else client.act(what, keys);
      }
      client.heal();
      const status = client.statuses.get("a");
      expect({ status, isTrue: isTrueOf(status, client.server.newest) }).toEqual({ status, isTrue: true });
      // What comes next is told, too.
      client.server.write(1);
      client.heal();
      const isTold = client.eventsOf("a").at(-1) === client.server.events.at(-1);
      const isDue = status?.kind === "ahead" && Number(status.from) === client.server.newest;
      expect({ status, isTold }).toEqual({ status, isTold: status?.kind === "live" || isDue });
      const told = client.eventsOf("a");
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 2000 },
  );
});
