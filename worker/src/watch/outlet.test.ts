import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { ScriptedClient } from "#/socket/scripted-web-socket.ts";
import type { MessageSocket } from "#/model/transport.ts";
import { Outlet } from "./outlet.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const present = new AbortController().signal;

function makeOutlet() {
  const client = new ScriptedClient();
  let socket: MessageSocket | undefined;
  client.upgrade((opened) => {
    socket = opened;
    return { receive: () => undefined, closed: () => undefined };
  });
  if (socket === undefined) throw new Error("No socket was opened");
  return { client, outlet: new Outlet(socket, { bufferedBytes: 100, pollMs: 5, stallMs: 1000 }) };
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
