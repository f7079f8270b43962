import { queryOptions } from "@tanstack/react-query";
import { encodeBase64, type Key } from "@etcd-explorer/shared/model/bytes";
import { parseRevision, zeroRevision, type Revision } from "@etcd-explorer/shared/model/int64";
import { openEnd } from "@etcd-explorer/shared/model/range";
import { isJson, type Json } from "@etcd-explorer/shared/model/json";
import { accessQuery } from "#/api/access/access-query.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createGatewayCalls } from "#/api/client/gateway-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import type { Connection } from "#/api/connection/connection.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";

/** etcd cancels such a watch at once; where it does not, it has no answer. */
const patienceMs = 5000;

/** The oldest revision that is left, where the one that is viewed is compacted; null where etcd does not tell. */
export function oldestQuery({ connection, at }: Connected) {
  return queryOptions({
    queryKey: etcdCache.oldest(connection.id, at),
    queryFn: async ({ client, signal }): Promise<Revision | null> => {
      if (at === "live") return null;
      const access = await client.ensureQueryData(accessQuery(connection));
      // Any key will do, as long as whoever asks may read it.
      return (await askOldest(connection, { key: access?.read[0]?.key ?? openEnd, compacted: at }, signal)) ?? null;
    },
    // Compaction goes on.
    staleTime: 0,
  });
}

/**
 * The oldest revision that is left, given one that is compacted and a key that may be read; undefined where etcd does not
 * tell. A watch from a compacted revision is cancelled with the revision of the compaction, which can still be read, and
 * replays nothing.
 */
export async function askOldest(
  connection: Connection,
  { key, compacted }: { readonly key: Key; readonly compacted: Revision },
  signal?: AbortSignal,
): Promise<Revision | undefined> {
  const stop = new AbortController();
  const leaving = [AbortSignal.timeout(patienceMs), stop.signal, ...(signal === undefined ? [] : [signal])];
  try {
    const watch = { create_request: { key: encodeBase64(key), start_revision: compacted } };
    const lines = createGatewayCalls(quietClientOf(connection)).stream("/v3/watch", watch, AbortSignal.any(leaving));
    for await (const line of lines) {
      const canceled = canceledIn(line);
      if (canceled !== undefined) return compactRevisionOf(canceled);
    }
  } catch {
    signal?.throwIfAborted();
  } finally {
    stop.abort();
  }
  return undefined;
}

function canceledIn(line: Json): Json | undefined {
  const { result } = line;
  return isJson(result) && result["canceled"] === true ? result : undefined;
}

function compactRevisionOf(result: Json): Revision | undefined {
  const revision = parseRevision(result["compact_revision"]);
  return revision === zeroRevision ? undefined : revision;
}
