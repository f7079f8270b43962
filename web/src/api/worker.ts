/** The worker that serves this page: wired once, here. */
import { createWorkerClient, type WorkerClient } from "./worker-client.ts";

export const worker: WorkerClient = createWorkerClient((input, init) => globalThis.fetch(input, init));
