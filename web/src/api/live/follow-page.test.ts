import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { KeyEvent, WatchStatus } from "@etcd-explorer/shared/model/watch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followPage, hiddenMs, sleptMs } from "./follow-page.ts";
import { ScriptedWorker } from "./scripted-worker.ts";
import { WatchStream } from "./live-stream.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());
const settle = () => vi.advanceTimersByTimeAsync(0);

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = "visible";

  show(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

const put = (revision: string) => ({
  kv: { key: "L2E=", mod_revision: revision, create_revision: revision, version: "1", value: "MQ==" },
});

/** A page with a watch that has told revision 3. */
async function watched() {
  const [worker, page, view] = [new ScriptedWorker(), new FakePage(), new EventTarget()];
  const stream = new WatchStream(worker);
  const told: KeyEvent[] = [];
  const seen: { status?: WatchStatus } = {};
  followPage(page, view, () => [stream]);
  stream.watch(
    { range: { key: keyFromText("/a") } },
    {
      onEvents: (events) => void told.push(...events),
      onGap: () => undefined,
      onStatus: (status) => {
        seen.status = status;
      },
    },
  );
  await settle();
  const answer = async (id: string, revision: string) => {
    worker.socket.say({ opened: {} });
    await settle();
    worker.socket.say({ created: { id, revision } });
    await settle();
  };
  await answer("1", "2");
  worker.socket.say({ events: { id: "1", revision: "3", events: [put("3")] } });
  await settle();
  /** The watch goes on after what it told, over a connection of its own. */
  const expectResumed = async () => {
    await settle();
    expect(worker.open.map(({ isClosed }) => isClosed)).toEqual([true, false]);
    await answer("2", "4");
    expect(worker.sent.at(-1)).toMatchObject({ create: { id: "2", start_revision: "4" } });
    worker.socket.say({ events: { id: "2", revision: "4", events: [put("4")] } });
    await settle();
    expect(told.map(({ revision }) => revision)).toEqual(["3", "4"]);
    expect(seen.status).toEqual({ kind: "live", completeTo: "4" });
  };
  return { worker, page, view, seen, told, expectResumed };
}

test("hidden for five minutes a page ends its watches, and goes on with them once it is seen", async () => {
  const { worker, page, seen, expectResumed } = await watched();
  page.show("hidden");
  await vi.advanceTimersByTimeAsync(hiddenMs - 1);
  expect([seen.status?.kind, worker.socket.isClosed]).toEqual(["live", false]);
  await vi.advanceTimersByTimeAsync(1);
  expect([seen.status?.kind, worker.socket.isClosed]).toEqual(["asleep", true]);
  page.show("visible");
  await expectResumed();
});

test("seen again in time, it keeps its connection", async () => {
  const { worker, page, seen } = await watched();
  page.show("hidden");
  await vi.advanceTimersByTimeAsync(hiddenMs - 1);
  page.show("visible");
  await vi.advanceTimersByTimeAsync(hiddenMs);
  expect([seen.status?.kind, worker.open.length]).toEqual(["live", 1]);
});

test("on another network the connection is replaced at once, although nothing has told that it is dead", async () => {
  const { worker, view, told, expectResumed } = await watched();
  const [before] = worker.open;
  view.dispatchEvent(new Event("online"));
  await settle();
  // What it still says comes again over the new one.
  before?.say({ events: { id: "1", revision: "4", events: [put("4")] } });
  await settle();
  expect(told).toHaveLength(1);
  await expectResumed();
});

test("a network that is back ends the wait for the next try, also the long ones that follow", async () => {
  const { worker, view, seen } = await watched();
  for (let each = 0; each < 12; each++) {
    worker.socket.end();
    await vi.advanceTimersByTimeAsync(seen.status?.kind === "waiting" ? seen.status.retryAtMs - Date.now() : 0);
  }
  worker.socket.end();
  await settle();
  const before = worker.open.length;
  view.dispatchEvent(new Event("online"));
  await settle();
  expect(worker.open).toHaveLength(before + 1);
  worker.socket.end();
  await settle();
  expect(seen.status?.kind === "waiting" && seen.status.retryAtMs - Date.now()).toBeLessThan(1000);
});

test("a network that is back does not wake a page that is hidden for long", async () => {
  const { worker, page, view, seen } = await watched();
  page.show("hidden");
  await vi.advanceTimersByTimeAsync(hiddenMs);
  view.dispatchEvent(new Event("online"));
  await settle();
  expect([seen.status?.kind, worker.open.length]).toEqual(["asleep", 1]);
});

test("after the computer slept the connection is replaced, and a slow clock alone is no sleep", async () => {
  const { worker, expectResumed } = await watched();
  vi.setSystemTime(Date.now() + sleptMs - 20_000);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(worker.open).toHaveLength(1);
  vi.setSystemTime(Date.now() + sleptMs);
  await vi.advanceTimersByTimeAsync(10_000);
  await expectResumed();
});
