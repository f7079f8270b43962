import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("500 that ask at once take their turns in order, no more than so many a second", async () => {
  let nowMs = 0;
  const turns = new Turns(40, {
    sleep: async (ms) => {
      nowMs += ms;
    },
  });
  const taken: { at: number; ms: number }[] = [];
  await Promise.all(
    Array.from({ length: 500 }, async (_, at) => {
      await turns.take();
      taken.push({ at, ms: nowMs });
    }),
  );
  expect(taken.map(({ at }) => at)).toEqual(Array.from({ length: 500 }, (_, at) => at));
  for (let second = 0; second < 12; second++) {
    const within = taken.filter(({ ms }) => ms >= second * 1000 && ms < (second + 1) * 1000);
    expect(within.length).toBeLessThanOrEqual(40);
  }
});

test("one that has gone meanwhile takes no turn", async () => {
  let slept = 0;
  const turns = new Turns(10, {
    sleep: async () => {
      slept++;
    },
  });
  const gone = new AbortController();
  const first = turns.take();
  const second = turns.take(gone.signal).catch((error: unknown) => error);
  gone.abort("out of sight");
  const third = turns.take();
  await Promise.all([first, third]);
  expect(await second).toBe("out of sight");
  expect(slept).toBeLessThanOrEqual(2);
});
