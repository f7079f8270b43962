import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createEtcdCalls } from "#/api/client/etcd-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { useConnected, type Connected } from "#/api/connection/connection-context.tsx";

/** A key as it is now, beside the one of a past revision; without `kv` it does not exist. */
export interface KeyNow {
  readonly kv?: KeyValue;
}

/** "Now" is that of a minute ago at most. */
const freshMs = 60_000;

function keyNowQuery({ connection, at }: Connected, key: Key) {
  return queryOptions({
    queryKey: etcdCache.keyNow(connection.id, key, at),
    queryFn: async ({ signal }): Promise<KeyNow> => {
      const [kv] = (await createEtcdCalls(quietClientOf(connection)).range({ key }, signal)).kvs;
      return kv === undefined ? {} : { kv };
    },
    enabled: at !== "live",
    staleTime: freshMs,
  });
}

/** The key as it is now, while a past revision is viewed; undefined: live, or not read. */
export function useKeyNow(key: Key): KeyNow | undefined {
  const connected = useConnected();
  return useQuery(keyNowQuery(connected, key)).data;
}
