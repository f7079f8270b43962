/** The calls of a Web Worker, for code that reads a lot: its pages come through `stream`, however large they are. */
import { createClient, type ClientConnection } from "./client.ts";
import { createEtcdCalls, type EtcdCalls } from "./etcd-calls.ts";
import type { OnRequest } from "./exchange-log.ts";
import { askStreamed } from "./streamed-range.ts";
import { createTransport } from "./transport.ts";

/** Keys and leases of a connection as the page handed it over; the page keeps the log, which `onRequest` tells. */
export function connectWebWorker(connection: ClientConnection, onRequest: OnRequest): EtcdCalls {
  const transport = createTransport((input, init) => globalThis.fetch(input, init));
  return createEtcdCalls(createClient({ transport, onRequest }, connection), { askRange: askStreamed });
}
