/** Questions that wait for a request, and how many of them go into the next one. */
import type { RangeResponse } from "../../model/txn.ts";
import { mostQuestions, type Question } from "./ask-ranges.ts";
import { readTogether } from "./reading-policy.ts";

/** Keys that are worth a request of their own. */
const worthARequest = 20_000;

/** A question, what it costs (in keys counted), and what to do with its answer. */
export interface Task {
  readonly question: Question;
  readonly cost: number;
  readonly keysRead: number;
  readonly answer: (answer: RangeResponse) => void;
}

/** First in, first out. */
export class TaskQueue {
  readonly #tasks: Task[] = [];

  get length(): number {
    return this.#tasks.length;
  }

  add(task: Task): void {
    this.#tasks.push(task);
  }

  /** The tasks of one request, where so many requests are free to carry them. */
  take(free: number): readonly Task[] {
    const cost = this.#tasks.reduce((sum, task) => sum + task.cost, 0);
    // Twice as many as go at a time: the first answers show sooner, and none is waited for alone.
    const share = Math.max(cost / (2 * free), worthARequest);
    let [taken, takenCost, takenKeys] = [0, 0, 0];
    for (const task of this.#tasks) {
      const isFull = taken === mostQuestions || takenCost >= share || takenKeys + task.keysRead > readTogether;
      if (taken > 0 && isFull) break;
      taken++;
      takenCost += task.cost;
      takenKeys += task.keysRead;
    }
    return this.#tasks.splice(0, taken);
  }
}
