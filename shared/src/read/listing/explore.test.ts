import { describe, expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { zeroInt64 } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import type { RangeResponse } from "../../model/txn.ts";
import { requestsAtATime, type Agenda } from "./agenda.ts";
import type { Task } from "./task-queue.ts";
import { explore } from "./explore.ts";

const answer: RangeResponse = { kvs: [], more: false, count: zeroInt64 };
const task = (onAnswer: () => void): Task => {
  return { question: { ...prefixRange(keyFromText("a")), limit: 1 }, cost: 1, keysRead: 1, answer: onAnswer };
};
/** An agenda of so many requests of one task each. */
function agendaOf(count: number, onAnswer: () => void): Agenda {
  let left = count;
  return { take: () => (left-- > 0 ? [task(onAnswer)] : []) };
}

describe("working an agenda off", () => {
  test("a few requests are under way at a time, until nothing is left to ask", async () => {
    let [underWay, most, answered, changes] = [0, 0, 0, 0];
    const ask = async () => {
      underWay++;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      return [answer];
    };
    await explore(
      agendaOf(23, () => answered++),
      ask,
      () => changes++,
    );
    expect([answered, changes, most]).toEqual([23, 23, requestsAtATime]);
  });

  test("what answers open is asked as well, also where nothing else was under way", async () => {
    const ahead: Task[] = [];
    let answered = 0;
    const next = () => {
      answered++;
      if (answered < 5) ahead.push(task(next));
    };
    ahead.push(task(next));
    await explore(
      { take: () => ahead.splice(0, 1) },
      async () => [answer],
      () => undefined,
    );
    expect(answered).toBe(5);
  });

  test("the first failure ends it: nothing is asked, taken or told after that", async () => {
    const failure = new Error("compacted");
    let [asked, answered, changes] = [0, 0, 0];
    const ask = async () => {
      asked++;
      if (asked === 2) throw failure;
      await new Promise((resolve) => setImmediate(resolve));
      return [answer];
    };
    await expect(
      explore(
        agendaOf(50, () => answered++),
        ask,
        () => changes++,
      ),
    ).rejects.toBe(failure);
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve));
    expect([asked, answered, changes]).toEqual([before, 0, 0]);
  });

  test("an empty agenda is done at once", async () => {
    await expect(
      explore(
        agendaOf(0, () => undefined),
        () => Promise.reject(new Error("asked")),
        () => undefined,
      ),
    ).resolves.toBeUndefined();
  });
});
