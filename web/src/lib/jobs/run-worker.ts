import type { JobOutcome } from "./job-board.ts";

/** What is used of a Web Worker. */
export type JobWorker = Pick<Worker, "addEventListener" | "postMessage" | "terminate">;

interface WorkerRun<Message> {
  readonly worker: JobWorker;
  /** The first message to it. */
  readonly order: unknown;
  readonly signal: AbortSignal;
  /** What it comes to when it is asked to stop: the Web Worker is ended at once. */
  readonly stopped: JobOutcome;
  /** What is said where the Web Worker itself fails. */
  readonly broken: string;
  /** Hears what it tells; returns the outcome once it has finished. */
  readonly hear: (message: Message) => JobOutcome | undefined;
}

/** Runs a Web Worker until it finishes, fails or is stopped, then terminates it. */
export async function runWorker<Message>(run: WorkerRun<Message>): Promise<JobOutcome> {
  const { worker, order, signal, stopped, broken, hear } = run;
  const ended = Promise.withResolvers<JobOutcome>();
  worker.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    const outcome = hear(data);
    if (outcome !== undefined) ended.resolve(outcome);
  });
  worker.addEventListener("error", () =>
    ended.resolve({ kind: "failed", failure: { kind: "internal", message: broken } }),
  );
  signal.addEventListener("abort", () => ended.resolve(stopped));
  worker.postMessage(order, { transfer: [] });
  try {
    return await ended.promise;
  } finally {
    worker.terminate();
  }
}
