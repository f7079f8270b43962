/** The value of a key on one side, as of the revision that the side is pinned to. */
import { queryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { callsOf } from "#/components/calls-of.ts";

/** Null where the side has no such key. What is read of a pinned revision never changes. */
export function comparedValueQuery(connection: Connection, key: Key, revision: Revision) {
  return queryOptions({
    queryKey: etcdCache.compared(connection.id, key, revision),
    queryFn: async ({ signal }): Promise<KeyValue | null> => {
      const { kvs } = await callsOf(connection, revision, revision).range({ key }, signal);
      return kvs[0] ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}
