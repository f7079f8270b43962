import { queryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import { settleByLook } from "#/stores/unsettled-writes.ts";

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
