/** The worker that serves this page: wired once, here. */
import { stopOnLeaving } from "./stoppable-fetch.ts";
import { createWorkerClient, type WorkerClient } from "./transport.ts";

export const worker: WorkerClient = createWorkerClient((input, init) => globalThis.fetch(input, init));

if (typeof window !== "undefined") stopOnLeaving(window, (input, init) => globalThis.fetch(input, init));
