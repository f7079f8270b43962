import type { At } from "@etcd-explorer/shared/model/at";
import { readsStale } from "#/stores/stale-reads.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { callsAt, withoutWrites } from "#/api/client/calls-at.ts";
import { createEtcdCalls, type EtcdCalls } from "#/api/client/etcd-calls.ts";
import { clientOf } from "#/api/client/page-client.ts";

/** The calls of a connection: keys as of `at`, and without writes while the address asks for a revision (`viewing`). */
export function callsOf(connection: Connection, viewing: At, at: At): EtcdCalls {
  const reading = () => ({ serializable: readsStale(connection.id) });
  const calls = createEtcdCalls(clientOf(connection), { reading });
  return viewing === "live" ? calls : withoutWrites(callsAt(calls, at), viewing);
}
