import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";
import type { MessageSocket } from "#/model/transport.ts";
import { Outlet } from "./outlet.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const present = new AbortController().signal;

const limits = { bufferedBytes: 100, pollMs: 5, stallMs: 1000, gatherMs: 5, gatherLength: 500 };

function makeOutlet() {
  const client = new ScriptedClient();
  let socket: MessageSocket | undefined;
  client.upgrade((opened) => {
    socket = opened;
    return { receive: () => undefined, closed: () => undefined };
  });
  if (socket === undefined) throw new Error("No socket was opened");
  return { client, outlet: new Outlet(socket, limits) };
}

test("there is room at once while little lies unsent", async () => {
  const { client, outlet } = makeOutlet();
  client.bufferedBytes = 100;
  await outlet.room(present);
  expect(vi.getTimerCount()).toBe(0);
});

test("there is room again as soon as the client has taken enough", async () => {
  const { client, outlet } = makeOutlet();
  client.bufferedBytes = 101;
  let room = false;
  void outlet.room(present).then(() => (room = true));
  await vi.advanceTimersByTimeAsync(900);
  expect(room).toBe(false);
  client.bufferedBytes = 50;
  await vi.advanceTimersByTimeAsync(5);
  expect(room).toBe(true);
});

test("a client that takes nothing any more is given up", async () => {
  const { client, outlet } = makeOutlet();
  client.bufferedBytes = 101;
  const outcome = outlet.room(present).catch(failureOf);
  await vi.advanceTimersByTimeAsync(1010);
  expect(await outcome).toMatchObject({ kind: "timeout", timeoutMs: 1000 });
});

test("nobody waits for room once the watch is over", async () => {
  const { client, outlet } = makeOutlet();
  client.bufferedBytes = 101;
  const watch = new AbortController();
  const waiting = outlet.room(watch.signal);
  watch.abort();
  await vi.advanceTimersByTimeAsync(5);
  await waiting;
  expect(vi.getTimerCount()).toBe(0);
});

test("messages go out as JSON", () => {
  const { client, outlet } = makeOutlet();
  outlet.send({ progress: { id: "a", revision: "9223372036854775807" } });
  expect(client.received).toEqual([{ progress: { id: "a", revision: "9223372036854775807" } }]);
});

const at = (id: string, ...revisions: number[]) => ({
  id,
  revision: String(revisions.at(-1)),
  events: revisions.map((revision) => ({ kv: { key: "YQ==", mod_revision: String(revision) } })),
});

test("events go out at once, and those that follow closely together, each watch's in their order", async () => {
  const { client, outlet } = makeOutlet();
  outlet.sendEvents(at("a", 1));
  expect(client.received).toEqual([{ events: at("a", 1) }]);
  for (const events of [at("a", 2), at("b", 3), { ...at("a", 4, 5), revision: "4", fragment: true } as const]) {
    outlet.sendEvents(events);
  }
  expect(client.received).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5);
  const together = { ...at("a", 2, 4, 5), revision: "4", fragment: true };
  expect(client.received.slice(1)).toEqual([{ events: together }, { events: at("b", 3) }]);
  // Still much comes.
  outlet.sendEvents(at("a", 6));
  expect(client.received).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(5);
  expect(client.received.at(-1)).toEqual({ events: at("a", 6) });
  await vi.advanceTimersByTimeAsync(5);
  expect(vi.getTimerCount()).toBe(0);
  outlet.sendEvents(at("a", 7));
  expect(client.received.at(-1)).toEqual({ events: at("a", 7) });
});

test("nothing overtakes gathered events, neither what is said of a watch nor events with a header", () => {
  const { client, outlet } = makeOutlet();
  outlet.sendEvents(at("a", 1));
  outlet.sendEvents(at("a", 2));
  outlet.sendEvents({ ...at("a", 3), header: { revision: "3" } });
  outlet.sendEvents(at("a", 4));
  outlet.send({ canceled: { id: "a", reason: "" } });
  const told = client.received.map((message) => Object(message).events?.revision ?? "canceled");
  expect(told).toEqual(["1", "2", "3", "4", "canceled"]);
});

test("no more is gathered than a little", () => {
  const { client, outlet } = makeOutlet();
  outlet.sendEvents(at("a", 1));
  for (let revision = 2; revision <= 100; revision++) outlet.sendEvents(at("a", revision));
  const sizes = client.received.map((message) => JSON.stringify(message).length);
  expect(Math.max(...sizes)).toBeLessThan(700);
  expect(Math.max(...sizes)).toBeGreaterThan(400);
});

test("after the end nothing is sent", async () => {
  const { client, outlet } = makeOutlet();
  outlet.sendEvents(at("a", 1));
  outlet.sendEvents(at("a", 2));
  outlet.close();
  await vi.advanceTimersByTimeAsync(10);
  expect(client.received).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
