import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { int64 } from "@etcd-explorer/shared/model/int64";
import { keyAfter, prefixRange } from "@etcd-explorer/shared/model/range";
import { accessQuery } from "#/api/access/access-query.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { callFor } from "#/api/access/readable-call.ts";
import { factsOf, type TablePage } from "#/api/keys/table-pages.ts";

/** Few large pages: etcd walks all the rest of the range for each of them. */
export const keysPerPage = 5000;
/** So many rows are held at the most; beyond, one narrows by a prefix. */
export const heldRows = 100_000;

/**
 * The keys below a prefix, flat and without values, page by page. Of the newest each page is as it is when it is read:
 * one revision for all would be compacted sooner or later, and would not hold what was written since.
 */
export function tableQuery(connected: Connected, prefix: Key) {
  const { connection, at } = connected;
  const { key, rangeEnd } = prefixRange(prefix);
  return infiniteQueryOptions({
    queryKey: etcdCache.table(connection.id, prefix, at),
    structuralSharing: false,
    initialPageParam: key,
    queryFn: async ({ client, pageParam, signal }): Promise<TablePage> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const request = { key: pageParam, rangeEnd, keysOnly: true, limit: int64(keysPerPage) };
      const answer = await callFor(connected, access, prefix).range(request, signal);
      const revision = answer.header?.revision;
      const asOf = { keysAt: revision, countAt: revision };
      return { keys: answer.kvs.map(factsOf), count: Number(answer.count), more: answer.more, ...asOf };
    },
    getNextPageParam: ({ keys, more }, pages) => {
      const last = keys.at(-1);
      if (!more || last === undefined || pages.length * keysPerPage >= heldRows) return undefined;
      return keyAfter(last.key);
    },
  });
}
