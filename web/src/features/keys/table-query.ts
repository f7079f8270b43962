import { infiniteQueryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/bytes";
import { int64, type Revision } from "@etcd-explorer/shared/int64";
import type { KeyFacts } from "@etcd-explorer/shared/key-value";
import { keyAfter, prefixRange } from "@etcd-explorer/shared/range";
import { accessQuery } from "#/api/access-query.ts";
import type { Connected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { callFor } from "./folder-query.ts";

export interface TablePage {
  readonly keys: readonly KeyFacts[];
  readonly revision: Revision | undefined;
  /** All keys below the prefix: in the first page only, since each later one counts what is left. */
  readonly count: number;
  readonly more: boolean;
}

/** Few large pages: etcd walks all the rest of the range for each of them. */
export const keysPerPage = 5000;
/** So many rows are held at the most; beyond, one narrows by a prefix. */
export const heldRows = 100_000;

/** The keys below a prefix, flat and without values, page by page and all at the revision of the first. */
export function tableQuery(connected: Connected, prefix: Key) {
  const { connection } = connected;
  const { key, rangeEnd } = prefixRange(prefix);
  return infiniteQueryOptions({
    queryKey: etcdCache.table(connection.id, prefix),
    structuralSharing: false,
    initialPageParam: { from: key, revision: undefined as Revision | undefined },
    queryFn: async ({ client, pageParam, signal }): Promise<TablePage> => {
      const access = await client.ensureQueryData(accessQuery(connection));
      const pinned = pageParam.revision === undefined ? {} : { revision: pageParam.revision };
      const request = { key: pageParam.from, rangeEnd, keysOnly: true, limit: int64(keysPerPage), ...pinned };
      const answer = await callFor(connected, access, prefix).range(request, signal);
      const keys = answer.kvs.map(({ key: name, createRevision, modRevision, version, lease }) => ({
        key: name,
        createRevision,
        modRevision,
        version,
        lease,
      }));
      const revision = pageParam.revision ?? answer.header?.revision;
      return { keys, revision, count: Number(answer.count), more: answer.more };
    },
    getNextPageParam: ({ keys, revision, more }, pages) => {
      const last = keys.at(-1);
      if (!more || last === undefined || pages.length * keysPerPage >= heldRows) return undefined;
      return { from: keyAfter(last.key), revision };
    },
  });
}
