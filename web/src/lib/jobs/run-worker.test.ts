import { expect, test } from "vitest";
import { FakeWorker } from "./fake-worker.ts";
import type { JobOutcome } from "./job-board.ts";
import { runWorker } from "./run-worker.ts";

type Message = { readonly kind: "going"; readonly done: number } | { readonly kind: "done" };

function run(): {
  worker: FakeWorker;
  heard: Message[];
  stopping: AbortController;
  outcome: Promise<JobOutcome>;
} {
  const [worker, stopping, heard] = [new FakeWorker(), new AbortController(), new Array<Message>()];
  const outcome = runWorker<Message>({
    worker,
    order: { what: "all" },
    signal: stopping.signal,
    stopped: { kind: "dropped" },
    broken: "It broke",
    hear: (message) => {
      heard.push(message);
      return message.kind === "done" ? { kind: "done" } : undefined;
    },
  });
  return { worker, heard, stopping, outcome };
}

test("a Web Worker receives its order, reports until it has finished, and is terminated then", async () => {
  const { worker, heard, outcome } = run();
  expect(worker.orders).toEqual([{ what: "all" }]);
  worker.tell({ kind: "going", done: 1 });
  expect(worker.isEnded).toBe(false);
  worker.tell({ kind: "done" });
  await expect(outcome).resolves.toEqual({ kind: "done" });
  expect(heard).toHaveLength(2);
  expect(worker.isEnded).toBe(true);
});

test("one that is to stop is ended at once", async () => {
  const { worker, stopping, outcome } = run();
  stopping.abort();
  await expect(outcome).resolves.toEqual({ kind: "dropped" });
  expect(worker.isEnded).toBe(true);
});

test("one that breaks says so, and is ended", async () => {
  const { worker, outcome } = run();
  worker.break();
  await expect(outcome).resolves.toEqual({ kind: "failed", failure: { kind: "internal", message: "It broke" } });
  expect(worker.isEnded).toBe(true);
});
