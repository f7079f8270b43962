import { asLeaseId, int64, type LeaseId } from "@etcd-explorer/shared/int64";
import { expect, test } from "vitest";
import { askedAhead, asksASecond, LeaseReader } from "./lease-reader.ts";

const ids = Array.from({ length: 5000 }, (_, at) => asLeaseId(int64(at + 1)));

/** Runs a reader over so many seconds of a clock of its own; each answer takes 10 ms of it. */
async function read(
  seconds: number,
  prepare: (reader: LeaseReader) => void,
  isPaused: (nowMs: number) => boolean = () => false,
) {
  let nowMs = 0;
  const asked: { id: LeaseId; atMs: number }[] = [];
  const answers: { atMs: number; answer: () => void }[] = [];
  const reader: LeaseReader = new LeaseReader({
    ask: (id) => {
      asked.push({ id, atMs: nowMs });
      return new Promise((resolve) => answers.push({ atMs: nowMs + 10, answer: resolve }));
    },
    sleep: async (ms) => {
      nowMs += ms;
      while (answers[0] !== undefined && answers[0].atMs <= nowMs) answers.shift()?.answer();
      if (nowMs >= seconds * 1000) reader.stop();
    },
    isPaused: () => isPaused(nowMs),
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
    expect(within.length).toBeGreaterThan(asksASecond - 2);
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
