import { expect, test } from "vitest";
import { keyFromText } from "../../model/bytes.ts";
import { mostQuestions } from "./ask-ranges.ts";
import { TaskQueue, type Task } from "./task-queue.ts";

const task = (cost: number, keysRead = 1): Task => ({
  question: { key: keyFromText("a"), rangeEnd: keyFromText("b"), limit: keysRead },
  cost,
  keysRead,
  answer: () => {},
});

function queueOf(tasks: readonly Task[]): TaskQueue {
  const queue = new TaskQueue();
  for (const each of tasks) queue.add(each);
  return queue;
}

test("cheap questions go together, as many as a request carries", () => {
  const queue = queueOf(Array.from({ length: mostQuestions + 3 }, () => task(1)));
  expect(queue.take(4)).toHaveLength(mostQuestions);
  expect(queue.length).toBe(3);
  expect(queue.take(4)).toHaveLength(3);
  expect(queue.take(4)).toEqual([]);
});

test("dear ones are shared among the requests that are free, twice as many as go at a time", () => {
  const queue = queueOf(Array.from({ length: 80 }, () => task(10_000)));
  expect(queue.take(4)).toHaveLength(10);
  expect(queue.take(1)).toHaveLength(35);
});

test("no request reads more keys than may be read together, and each carries one question at least", () => {
  const queue = queueOf([task(1, 5000), task(1, 600), task(1, 600)]);
  expect([queue.take(4).length, queue.take(4).length, queue.take(4).length]).toEqual([1, 1, 1]);
});
