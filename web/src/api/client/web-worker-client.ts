/** The calls of a Web Worker, for code that reads a lot: its pages come through `stream`, however large they are. */
import type { At } from "@etcd-explorer/shared/model/at";
import { callsAt } from "./calls-at.ts";
import { createClient, type ClientConnection } from "./client.ts";
import { createEtcdCalls, type EtcdCalls } from "./etcd-calls.ts";
import type { OnRequest } from "./exchange-log.ts";
import { askStreamed } from "./streamed-range.ts";
import { createTransport } from "./transport.ts";

/** What the page hands to a Web Worker. Holds the password: never log it. */
export interface WebWorkerConnection extends ClientConnection {
  /** What it reads, whatever the page shows later. */
  readonly at: At;
}

/**
 * Keys of a connection as of its `at`, and leases; the page keeps the log, which `onRequest` tells. `isLocked`: whether
 * the page may only read by now; a Web Worker that writes has to be told of it.
 */
export function connectWebWorker(
  { at, ...connection }: WebWorkerConnection,
  onRequest: OnRequest,
  isLocked: () => boolean = () => false,
): EtcdCalls {
  const transport = createTransport((input, init) => globalThis.fetch(input, init));
  const calls = createEtcdCalls(createClient({ transport, onRequest, isLocked }, connection), {
    askRange: askStreamed,
  });
  return callsAt(calls, at);
}
