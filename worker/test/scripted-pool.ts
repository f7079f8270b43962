/** A pool of watches on an etcd in memory, for tests with a clock of their own. */
import { vi } from "vitest";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import type { Target } from "#/model/target.ts";
import { WatchPool } from "#/etcd/watch-pool.ts";
import type { WatchStep } from "#/etcd/watch-response.ts";
import { FakeWatchEtcd } from "./fake-watch-etcd.ts";
import { plainTarget } from "./gateway.ts";

/** How long etcd may take to answer. */
export const timeoutMs = 5_000;
/** Signs in, by a name and a password that the fake does not look at. */
export const user: Target = { ...plainTarget, credentials: { username: "u", password: "p" } };
export const twoEndpoints: Target = {
  ...plainTarget,
  endpoints: [1, 2].map((port) => ({ host: "etcd", port, tls: false })),
};

/** What becomes of the messages under way, of timers none: `ms` of the clock. */
export const settled = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A pool on a fake etcd; what each watch is told is a list of short lines. */
export function startPool(target: Target = plainTarget) {
  const etcd = new FakeWatchEtcd();
  const times = { timeoutMs, idleMs: 1_000_000 };
  let room: Promise<void> = Promise.resolve();
  const pool = new WatchPool({ resources: etcd.resources, target, times }, () => room);
  const watch = (request: object = {}) => {
    const told: string[] = [];
    const listener = {
      step: (step: WatchStep) =>
        void told.push("revision" in step ? `${step.kind} ${step.revision}` : `${step.kind} ${step.reason}`),
      failed: (error: unknown) => void told.push(`failed ${failureOf(error).kind}`),
    };
    const cancel = pool.create({ key: "YQ==", ...request }, listener);
    return { told, cancel };
  };
  const withoutRoom = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    room = promise;
    return resolve;
  };
  return { etcd, pool, watch, withoutRoom };
}
