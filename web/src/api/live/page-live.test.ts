import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { WatchStatus } from "@etcd-explorer/shared/model/watch";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hintWatches } from "./hints.ts";
import { liveStreamOf } from "./page-live.ts";

/** A server that takes no WebSocket; how many were asked for. */
class RefusedSocket extends EventTarget {
  static OPEN = 1;
  static count = 0;
  readyState = 3;

  constructor() {
    super();
    RefusedSocket.count++;
    queueMicrotask(() => this.dispatchEvent(new Event("close")));
  }

  close(): void {}
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.stubGlobal("WebSocket", RefusedSocket);
  vi.stubGlobal("location", { href: "http://explorer.lan/" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("watches that wait through an outage try at once when their connection answers again", async () => {
  let status: WatchStatus | undefined;
  const listener = {
    onEvents: () => undefined,
    onGap: () => undefined,
    onStatus: (next: WatchStatus) => {
      status = next;
    },
  };
  liveStreamOf({ id: "a", target: { connection: "a" } }).watch({ range: { key: keyFromText("/a") } }, listener);
  await vi.advanceTimersByTimeAsync(290_000);
  const waitMs = () => (status?.kind === "waiting" ? status.retryAtMs - Date.now() : 0);
  expect(waitMs()).toBeGreaterThan(5000);
  const before = RefusedSocket.count;
  hintWatches("b", "reached");
  await vi.advanceTimersByTimeAsync(0);
  expect(RefusedSocket.count).toBe(before);
  hintWatches("a", "reached");
  await vi.advanceTimersByTimeAsync(0);
  expect(RefusedSocket.count).toBe(before + 1);
  // And what fails then is tried again soon.
  expect(waitMs()).toBeLessThan(1000);
});
