import { asLeaseId, int64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { leaseReadsASecond } from "#/api/lease/lease-query.ts";
import { Turns } from "#/lib/turns.ts";
import { askedAhead, LeaseReader } from "./lease-reader.ts";

const ids = Array.from({ length: 5000 }, (_, at) => asLeaseId(int64(at + 1)));

/** Runs a reader over so many seconds of a clock of its own; each answer takes 10 ms of it. */
async function read(
  seconds: number,
  prepare: (reader: LeaseReader) => void,
  isPaused: (nowMs: number) => boolean = () => false,
  ttlMs?: number,
) {
  let nowMs = 0;
  const asked: { id: LeaseId; atMs: number }[] = [];
  const readAt = new Map<LeaseId, number>();
  const answers: { atMs: number; answer: () => void }[] = [];
  const sleep = async (ms: number) => {
    nowMs += ms;
    while (answers[0] !== undefined && answers[0].atMs <= nowMs) answers.shift()?.answer();
    if (nowMs >= seconds * 1000) reader.stop();
  };
  const turns = new Turns(leaseReadsASecond, { sleep });
  const reader: LeaseReader = new LeaseReader({
    ask: (id) => {
      asked.push({ id, atMs: nowMs });
      readAt.set(id, nowMs);
      return new Promise((resolve) => answers.push({ atMs: nowMs + 10, answer: resolve }));
    },
    sleep,
    turn: () => turns.take(),
    isPaused: () => isPaused(nowMs),
    nowMs: () => nowMs,
    dueAtMs: (id) => (ttlMs === undefined ? undefined : (readAt.get(id) ?? nowMs) + ttlMs / 3),
  });
  reader.want(ids);
  prepare(reader);
  await reader.run();
  return asked;
}

test("no second sees more than its share of calls, whatever there is to ask", async () => {
  const asked = await read(10, () => undefined);
  for (let second = 0; second < 10; second++) {
    const within = asked.filter(({ atMs }) => atMs >= second * 1000 && atMs < (second + 1) * 1000);
    expect(within.length).toBeGreaterThan(leaseReadsASecond - 2);
    expect(within.length).toBeLessThanOrEqual(50);
  }
});

test("what is in sight comes first, and nothing is asked twice", async () => {
  const seen = ids.slice(4000, 4020);
  const asked = await read(2, (reader) => reader.see(seen));
  expect(asked.slice(0, 20).map(({ id }) => id)).toEqual(seen);
  expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
});

test("a thousand are asked ahead, and the rest only when that is wanted", async () => {
  expect(await read(60, () => undefined)).toHaveLength(askedAhead);
  expect((await read(60, (reader) => reader.askAll())).length).toBeGreaterThan(2 * askedAhead);
});

test("nothing is asked while nobody looks", async () => {
  const asked = await read(
    4,
    () => undefined,
    (nowMs) => nowMs >= 1000 && nowMs < 3000,
  );
  expect(asked.some(({ atMs }) => atMs < 1000)).toBe(true);
  expect(asked.some(({ atMs }) => atMs > 1000 && atMs < 3000)).toBe(false);
  expect(asked.some(({ atMs }) => atMs >= 3000)).toBe(true);
});

test("what is forgotten is asked again", async () => {
  const [first = asLeaseId(int64(1))] = ids;
  const asked = await read(1, (reader) => {
    reader.want([first]);
    reader.forget([first]);
  });
  expect(asked).toHaveLength(1);
});

test("what is in sight is asked again at every third of its time, and the rest goes on being looked into", async () => {
  const seen = ids.slice(0, 20);
  const asked = await read(30, (reader) => reader.see(seen), undefined, 9000);
  for (const id of seen) {
    const times = asked.filter((each) => each.id === id).map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThanOrEqual(9);
    expect(Math.max(...times.slice(1).map((atMs, at) => atMs - (times[at] ?? 0)))).toBeLessThan(4000);
  }
  expect(new Set(asked.map(({ id }) => id)).size).toBeGreaterThan(600);
});

test("500 in sight whose time is short take all turns but those of the rest, and no more than there are", async () => {
  const asked = await read(20, (reader) => reader.see(ids.slice(0, 500)), undefined, 3000);
  for (let second = 0; second < 20; second++) {
    const within = asked.filter(({ atMs }) => atMs >= second * 1000 && atMs < (second + 1) * 1000);
    expect(within.length).toBeLessThanOrEqual(50);
  }
  expect(asked.filter(({ atMs, id }) => atMs > 13_000 && ids.indexOf(id) >= 500).length).toBeGreaterThan(50);
});
