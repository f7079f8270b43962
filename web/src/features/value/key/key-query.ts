import { queryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { settleByLook } from "#/stores/unsettled-writes.ts";

/** A key as it was when it was last read. */
export interface KeyState {
  /** Absent: no such key. */
  readonly kv?: KeyValue;
  /** The revision of the whole keyspace at that moment. */
  readonly revision: Revision | undefined;
}

/** Reads one key with its value. */
export function keyQuery({ connection, etcd, at }: Connected, key: Key) {
  return queryOptions({
    queryKey: etcdCache.key(connection.id, key, at),
    queryFn: async ({ signal }): Promise<KeyState> => {
      const { kvs, header } = await etcd.range({ key }, signal);
      const [kv] = kvs;
      // What is read anyway may tell what became of a write whose response was lost.
      if (at === "live") settleByLook(connection.id, [{ key, kv }], { revision: header?.revision });
      return { revision: header?.revision, ...(kv === undefined ? {} : { kv }) };
    },
  });
}
