/** A connection for code that reads a lot: pages come through `stream`, counts and writes through `query`. */
import type { CountCall } from "@etcd-explorer/shared/read/scan/count-call";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import type { Connection } from "#/api/connection/connection.ts";
import { createEtcdClient, type EtcdClient } from "./etcd-calls.ts";
import type { RequestEntry } from "#/lib/request-entry.ts";
import { createStreamedRange } from "./streamed-range.ts";
import { createWorkerClient } from "./transport.ts";

/** What of a connection is handed to a Web Worker. Holds the password: never log it. */
export type WorkerConnection = Pick<Connection, "id" | "target">;

export type ScanClient = ScanCall & CountCall & Pick<EtcdClient, "leaseGrant" | "leaseTimeToLive">;

/** A client over `fetch`, which a Web Worker has of its own. */
export function createScanClient(
  fetch: typeof globalThis.fetch,
  connection: WorkerConnection,
  onRequest: (entry: RequestEntry) => void,
): ScanClient {
  const etcd = createEtcdClient(createWorkerClient(fetch), connection, onRequest);
  return {
    range: createStreamedRange(fetch, connection, onRequest),
    txn: (request, signal) => etcd.txn(request, signal),
    leaseGrant: (request, signal) => etcd.leaseGrant(request, signal),
    leaseTimeToLive: (id, options) => etcd.leaseTimeToLive(id, options),
  };
}
