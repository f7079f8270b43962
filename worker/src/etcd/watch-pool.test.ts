import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { settled, startPool, timeoutMs, twoEndpoints, user } from "../../test/scripted-pool.ts";
import { workerLimits } from "#/limits/worker-limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const denied = "canceled etcdserver: permission denied";

describe("the watches of a client", () => {
  test("share one stream, whenever they are created", async () => {
    const { etcd, watch } = startPool();
    const [first, second] = [watch(), watch()];
    await settled();
    const third = watch({ start_revision: "1" });
    await settled();
    etcd.put();
    await settled();
    expect(etcd.sockets).toHaveLength(1);
    expect([first.told, second.told]).toEqual([
      ["created 1", "events 2"],
      ["created 1", "events 2"],
    ]);
    expect(third.told).toEqual(["created 1", "events 1", "events 2"]);
  });

  test("leave it one by one, and the last one closes it", async () => {
    const { etcd, watch } = startPool();
    const watches = [watch(), watch(), watch()];
    await settled();
    watches[1]?.cancel();
    await settled();
    expect([etcd.watcherCount, etcd.open.length]).toEqual([2, 1]);
    etcd.put();
    watches[0]?.cancel();
    await settled();
    expect(watches.map(({ told }) => told.length)).toEqual([1, 1, 2]);
    watches[2]?.cancel();
    await settled();
    expect(etcd.watcherCount).toBe(0);
    await settled(workerLimits.watchLingerMs);
    expect(etcd.open).toEqual([]);
  });

  test("may be cancelled at any moment of their creation", async () => {
    const { etcd, watch } = startPool();
    const kept = watch();
    const beforeOpen = watch();
    beforeOpen.cancel();
    const whileOpening = watch();
    await Promise.resolve();
    whileOpening.cancel();
    await settled();
    const unanswered = watch();
    unanswered.cancel();
    await settled();
    expect([kept.told, beforeOpen.told, whileOpening.told, unanswered.told]).toEqual([["created 1"], [], [], []]);
    expect([etcd.watcherCount, etcd.sockets.length]).toEqual([1, 1]);
  });

  test("are refused one by one", async () => {
    const { etcd, watch } = startPool();
    const [kept, refused, late] = [watch(), watch({ key: "denied" }), watch()];
    await settled();
    etcd.put();
    await settled();
    expect([kept.told, refused.told, late.told]).toEqual([
      ["created 1", "events 2"],
      [denied],
      ["created 1", "events 2"],
    ]);
  });

  test("are closed together, and nothing more is told", async () => {
    const { etcd, pool, watch } = startPool();
    const watches = [watch(), watch()];
    await settled();
    etcd.put();
    pool.close();
    await settled();
    expect([watches.map(({ told }) => told.length), etcd.open]).toEqual([[1, 1], []]);
  });

  test("all fail where their stream breaks and there is no other endpoint", async () => {
    const { etcd, watch } = startPool();
    const watches = [watch(), watch()];
    await settled();
    etcd.sockets[0]?.break();
    await settled();
    expect(watches.map(({ told }) => told.at(-1))).toEqual(["failed truncated", "failed truncated"]);
    const next = watch();
    await settled();
    expect(next.told).toEqual(["created 1"]);
  });

  test("fail alone where etcd does not answer, and the next one goes elsewhere", async () => {
    const { etcd, watch } = startPool();
    const kept = watch();
    await settled();
    etcd.isFrozen = true;
    const late = watch();
    await settled(timeoutMs);
    etcd.isFrozen = false;
    const next = watch();
    await settled();
    expect([kept.told, late.told, next.told]).toEqual([["created 1"], ["failed timeout"], ["created 1"]]);
    expect(etcd.open).toHaveLength(2);
  });

  test("are not given up while the client takes nothing: the answer may lie unread", async () => {
    const { watch, withoutRoom } = startPool();
    const makeRoom = withoutRoom();
    watch();
    await settled();
    const waiting = watch();
    await settled(3 * timeoutMs);
    expect(waiting.told).toEqual([]);
    makeRoom();
    await settled();
    expect(waiting.told).toEqual(["created 1"]);
  });
});

describe("another endpoint", () => {
  test("goes on with each from its own next revision, and tells nothing twice", async () => {
    const { etcd, watch } = startPool(twoEndpoints);
    const first = watch();
    await settled();
    etcd.put();
    await settled();
    const second = watch();
    await settled();
    etcd.sockets.forEach((socket) => socket.break());
    etcd.put();
    await settled();
    // The second creation tells that revision 3 comes from the past.
    expect(first.told).toEqual(["created 1", "events 2", "created 3", "events 3"]);
    expect(second.told).toEqual(["created 2", "created 3", "events 3"]);
    expect(etcd.watcherCount).toBe(2);
  });

  test("goes on with none in the midst of a revision: some of it was told", async () => {
    const { etcd, watch } = startPool(twoEndpoints);
    const [parted, whole] = [watch({ fragment: true }), watch()];
    await settled();
    const socket = etcd.open.find(({ watchers }) => watchers.size > 0);
    for (const id of [0, 1]) socket?.tell(id, 7, { fragment: true });
    await settled();
    etcd.revision = 7;
    socket?.break();
    await settled();
    expect(parted.told).toEqual(["created 1", "events 6", "failed truncated"]);
    const replayed = ["events 2", "events 3", "events 4", "events 5", "events 6", "events 7"];
    expect(whole.told).toEqual(["created 1", "created 7", ...replayed]);
  });
});

describe("a token that has run out", () => {
  // Its key in the cache is a digest, which the platform takes its own time for.
  beforeEach(() => void vi.useRealTimers());

  test("is renewed once for all that are refused with it, and the others go on", async () => {
    const { etcd, watch } = startPool(user);
    etcd.token = "old.1";
    const watches = [watch()];
    await expect.poll(() => etcd.watcherCount).toBe(1);
    etcd.token = "new.2";
    watches.push(watch(), watch());
    await expect.poll(() => etcd.watcherCount).toBe(3);
    etcd.put();
    await expect.poll(() => watches.map(({ told }) => told)).toEqual(watches.map(() => ["created 1", "events 2"]));
    expect([etcd.logins, etcd.open.length]).toEqual([2, 2]);
  });

  test("is not to blame for a right that the user does not have", async () => {
    const { etcd, watch } = startPool(user);
    etcd.token = "valid.1";
    const [kept, foreign] = [watch(), watch({ key: "denied" })];
    await expect.poll(() => foreign.told).toEqual([denied]);
    const next = watch();
    await expect.poll(() => next.told).toEqual(["created 1"]);
    expect([kept.told, etcd.open.length]).toEqual([["created 1"], 1]);
    // Nor does that keep it from being renewed once it is.
    etcd.token = "other.2";
    const last = watch();
    await expect.poll(() => last.told).toEqual(["created 1"]);
  });

  test("leads to no more streams than allowed: their watches move together", async () => {
    const { etcd, watch } = startPool(user);
    const watches: ReturnType<typeof watch>[] = [];
    const lives = 3 * workerLimits.watchStreams;
    for (let life = 0; life < lives; life++) {
      etcd.token = `token.${life}`;
      watches.push(watch());
      await expect.poll(() => etcd.watcherCount).toBe(watches.length);
      etcd.put();
      const last = `events ${life + 2}`;
      await expect.poll(() => watches.map(({ told }) => told.at(-1))).toEqual(watches.map(() => last));
      expect(etcd.open.length).toBeLessThanOrEqual(workerLimits.watchStreams);
    }
    watches.forEach(({ told }, life) => {
      const revisions = Array.from({ length: lives - life }, (_, at) => `events ${life + 2 + at}`);
      expect(told[0]).toBe(`created ${life + 1}`);
      expect(told.filter((step) => step.startsWith("events"))).toEqual(revisions);
    });
  });
});

describe("a proxy that waits for the whole of a request", () => {
  test("gets it after a moment: watches that come later go another way", async () => {
    const { etcd, watch } = startPool();
    etcd.isBehindProxy = true;
    const watches = [watch(), watch()];
    await Promise.resolve();
    watches.push(watch());
    await settled(workerLimits.openBody.headMs);
    await settled(workerLimits.openBody.headMs);
    etcd.put();
    await settled();
    expect(watches.map(({ told }) => told)).toEqual(watches.map(() => ["created 1", "events 2"]));
  });

  test("leads to no more streams than allowed", async () => {
    const { etcd, watch } = startPool();
    etcd.isBehindProxy = true;
    const watches = [];
    for (let count = 0; count <= workerLimits.watchStreams; count++) {
      watches.push(watch());
      await settled(workerLimits.openBody.headMs);
    }
    etcd.put();
    await settled();
    expect(watches.map(({ told }) => [...new Set(told)])).toEqual(watches.map(() => ["created 1", "events 2"]));
    expect(etcd.open).toHaveLength(1);
  });
});
