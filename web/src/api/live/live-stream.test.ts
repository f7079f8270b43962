import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { KeyEvent, WatchGap, WatchStatus } from "@etcd-explorer/shared/model/watch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WatchStream } from "./live-stream.ts";
import { ScriptedWorker } from "./scripted-worker.ts";

const range = { key: keyFromText("/a") };

class Listener {
  readonly events: KeyEvent[] = [];
  readonly gaps: WatchGap[] = [];
  status: WatchStatus | undefined;
  onEvents = (events: readonly KeyEvent[]) => void this.events.push(...events);
  onGap = (gap: WatchGap) => void this.gaps.push(gap);
  onStatus = (status: WatchStatus) => {
    this.status = status;
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

async function opened() {
  const worker = new ScriptedWorker();
  const stream = new WatchStream(worker);
  const listener = new Listener();
  const handle = stream.watch({ range, prevKv: true }, listener);
  await settle();
  worker.socket.say({ opened: {} });
  await settle();
  return { worker, stream, listener, handle };
}

const put = (revision: string) => ({
  kv: { key: "L2E=", mod_revision: revision, create_revision: revision, version: "1", value: "MQ==" },
});

test("opens, creates, tells events, and goes on after the last one when the socket ends", async () => {
  const { worker, listener } = await opened();
  expect(worker.sent).toEqual([
    { open: { connection: "sample" } },
    { create: { id: "1", key: "L2E=", prev_kv: true, progress_notify: true, fragment: true } },
  ]);
  worker.socket.say({ created: { id: "1", revision: "2" } });
  worker.socket.say({ events: { id: "1", revision: "3", events: [put("3")] } });
  await settle();
  expect(listener.events).toMatchObject([{ type: "put", revision: "3" }]);
  expect(worker.written).toEqual(["3"]);
  expect(listener.status).toEqual({ kind: "live", completeTo: "3" });
  worker.socket.end();
  await settle();
  expect(listener.status).toMatchObject({ kind: "waiting", failure: { kind: "offline" } });
  await vi.advanceTimersByTimeAsync(1000);
  worker.socket.say({ opened: {} });
  await settle();
  expect(worker.open).toHaveLength(2);
  expect(worker.sent.at(-1)).toMatchObject({ create: { id: "2", start_revision: "4" } });
});

test("a failure of the whole that is final is told once, and nothing is tried again", async () => {
  const { worker, listener } = await opened();
  const failure = { kind: "forbidden", rule: "targets", message: "This target is not allowed." };
  worker.socket.say({ failed: { failure } });
  await settle();
  expect(listener.status).toEqual({ kind: "over", failure });
  expect(worker.socket.isClosed).toBe(true);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(worker.open).toHaveLength(1);
});

test("what is no message of the worker ends the connection, and the watch waits", async () => {
  const { worker, listener } = await opened();
  worker.socket.say({ surprise: {} });
  await settle();
  expect(worker.socket.isClosed).toBe(true);
  expect(listener.status).toMatchObject({ kind: "waiting", failure: { kind: "malformed" } });
});

test("the last watch to close closes the socket, and hears no more", async () => {
  const { worker, listener, handle } = await opened();
  handle.close();
  worker.socket.say({ events: { id: "1", revision: "3", events: [put("3")] } });
  await settle();
  expect(worker.socket.isClosed).toBe(true);
  expect(listener.events).toEqual([]);
});

test("one who watches and fails takes nothing from the others", async () => {
  const { worker, stream, listener } = await opened();
  const broken = new Listener();
  const error = new Error("cannot draw");
  broken.onEvents = () => {
    throw error;
  };
  stream.watch({ range }, broken);
  stream.watch({ range }, listener);
  await settle();
  for (const id of ["2", "3"]) worker.socket.say({ created: { id, revision: "2" } });
  for (const id of ["2", "3"]) worker.socket.say({ events: { id, revision: "3", events: [put("3")] } });
  await settle();
  expect(worker.errors).toEqual([error]);
  expect(listener.events).toMatchObject([{ revision: "3" }]);
  expect(broken.status).toEqual({ kind: "live", completeTo: "3" });
});

test("what waits is tried again in time, also where the machine's clock is set back meanwhile", async () => {
  const { worker, stream, listener } = await opened();
  worker.socket.end();
  await settle();
  expect(listener.status).toMatchObject({ kind: "waiting" });
  vi.setSystemTime(Date.now() - 3_600_000);
  // Another screen opens, and so the time of the next try is worked out again.
  stream.watch({ range }, new Listener());
  await vi.advanceTimersByTimeAsync(45_000);
  expect(worker.open).toHaveLength(2);
  worker.socket.say({ opened: {} });
  await settle();
  expect(worker.sent.at(-1)).toHaveProperty("create");
});

test("asleep it holds nothing, and awake it goes on; a connection that is not trusted is opened anew at once", async () => {
  const { worker, stream, listener } = await opened();
  worker.socket.say({ created: { id: "1", revision: "2" } });
  stream.sleep();
  await settle();
  expect(listener.status).toEqual({ kind: "asleep" });
  expect(worker.socket.isClosed).toBe(true);
  stream.wake();
  await settle();
  expect(worker.open).toHaveLength(2);
  worker.socket.say({ opened: {} });
  await settle();
  stream.suspect({ kind: "offline", message: "slept" });
  await settle();
  expect(worker.open).toHaveLength(3);
});

test("where a right may be gone etcd checks all watches, and refuses what it does not allow any more", async () => {
  const { worker, stream, listener } = await opened();
  worker.socket.say({ created: { id: "1", revision: "4" } });
  worker.socket.say({ events: { id: "1", revision: "5", events: [put("5")] } });
  await settle();
  for (let each = 0; each < 3; each++) stream.recheck();
  await settle();
  expect(worker.sent.slice(-2)).toEqual([
    { cancel: { id: "1" } },
    { create: { id: "2", key: "L2E=", prev_kv: true, progress_notify: true, fragment: true, start_revision: "6" } },
  ]);
  worker.socket.say({ canceled: { id: "1", reason: "canceled by the client" } });
  worker.socket.say({ created: { id: "2", revision: "5" } });
  await settle();
  expect(listener.status).toEqual({ kind: "live", completeTo: "5" });
  // What was asked for meanwhile is one more check, some seconds later.
  await vi.advanceTimersByTimeAsync(10_000);
  worker.socket.say({ canceled: { id: "3", reason: "rpc error: etcdserver: permission denied" } });
  await settle();
  expect(listener.status).toMatchObject({ kind: "over", failure: { kind: "rejected", code: 7 } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.sent.filter((message) => JSON.stringify(message).includes("create"))).toHaveLength(3);
});
