import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { settled, startPool, user } from "../../test/scripted-pool.ts";
import { workerLimits } from "#/limits/worker-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the stream of a client's watches", () => {
  test("take one connection, however often the only one is cancelled and created again", async () => {
    const { etcd, watch } = startPool();
    // Some before it is open, some before they are created, and some later.
    for (const pauseMs of [...Array<number | undefined>(20), ...Array<number>(20).fill(0), 1, 100, 400]) {
      watch().cancel();
      if (pauseMs !== undefined) await settled(pauseMs);
    }
    const last = watch();
    await settled();
    expect([last.told, etcd.watcherCount, etcd.sockets.length]).toEqual([["created 1"], 1, 1]);
    last.cancel();
    await settled(workerLimits.watchLingerMs - 1);
    expect(etcd.open).toHaveLength(1);
    await settled(1);
    expect(etcd.open).toEqual([]);
    // Nor is one kept that no watch waits for any more while it is dialled.
    watch().cancel();
    await settled(workerLimits.watchLingerMs);
    expect([etcd.sockets.length, etcd.open]).toEqual([2, []]);
  });

  test("behind a proxy that holds requests back ends with its last watch, which cannot be cancelled else", async () => {
    const { etcd, watch } = startPool();
    etcd.isBehindProxy = true;
    const only = watch();
    await settled(workerLimits.openBody.headMs);
    expect(etcd.watcherCount).toBe(1);
    only.cancel();
    expect(etcd.open).toEqual([]);
  });

  test("does not linger for a watch whose token was refused: it may have the same", async () => {
    const { etcd, watch } = startPool(user);
    etcd.token = "old.1";
    const kept = watch();
    await expect.poll(() => kept.told).toEqual(["created 1"]);
    etcd.token = "old.2";
    const gone = watch();
    await expect.poll(() => gone.told).toEqual(["created 1"]);
    gone.cancel();
    etcd.token = "new.3";
    const next = watch();
    await expect.poll(() => next.told).toEqual(["created 1"]);
    expect(kept.told).toEqual(["created 1"]);
  });
});

describe("watches that etcd takes no message for", () => {
  test("are refused alone where etcd ends their stream because one of them is too large", async () => {
    const { etcd, watch } = startPool();
    const first = watch();
    await settled();
    etcd.put();
    await settled();
    const [larger, large, last] = [watch({ key: "large, the larger" }), watch({ key: "large" }), watch()];
    etcd.put();
    await settled();
    etcd.put();
    await settled();
    expect([larger.told, large.told]).toEqual([["failed too-large"], ["failed too-large"]]);
    expect(first.told.filter((told) => told.startsWith("events"))).toEqual(["events 2", "events 3", "events 4"]);
    expect(last.told.filter((told) => told.startsWith("events")).at(-1)).toBe("events 4");
    expect([etcd.watcherCount, etcd.open.length]).toEqual([2, 1]);
  });

  test("are refused alone also before their stream is open", async () => {
    const { etcd, watch } = startPool();
    const [large, other] = [watch({ key: "large" }), watch()];
    await settled();
    expect([large.told, other.told, etcd.watcherCount]).toEqual([["failed too-large"], ["created 1"], 1]);
  });
});
