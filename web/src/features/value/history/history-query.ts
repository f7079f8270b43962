import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import {
  readableAt,
  versionsPerPage,
  type KeyLife,
  type KeyVersion,
} from "@etcd-explorer/shared/read/history/key-version";
import { readLife } from "@etcd-explorer/shared/read/history/read-life";
import { useEffect } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected, type Connected } from "#/api/connection/connection-context.tsx";
import { createEtcdCalls } from "#/api/client/etcd-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { askOldest } from "#/api/past/oldest-query.ts";
import type { KeyState } from "#/api/keys/key-state.ts";

/** A key that is written often is walked again no more often than this. */
const restMs = 1000;

export interface ReadHistory {
  readonly life: KeyLife;
  /** The newest revision, up to which etcd replays, whichever is viewed. */
  readonly newest: Revision;
  /** How many versions a person asked for. */
  readonly wanted: number;
}

/** The versions of a key, up to the revision that is viewed. What was read before is not read again. */
export function historyQuery({ connection, etcd, at }: Connected, key: Key) {
  const queryKey = etcdCache.history(connection.id, key, at);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<ReadHistory> => {
      const before = client.getQueryData<ReadHistory>(queryKey);
      const wanted = before?.wanted ?? versionsPerPage;
      const call = {
        ...etcd,
        askOldest: async (compacted: Revision) => askOldest(connection, { key, compacted }, signal),
      };
      const life = await readLife(call, key, { wanted, known: before?.life }, signal);
      keepNewer(life);
      const newest = at === "live" ? life.revision : await newestOf(connection, key, signal);
      return { life, wanted, newest: newest ?? life.revision };

      /** The header and the editor must not tell of an older version than the list beside them. */
      function keepNewer({ head, revision }: KeyLife) {
        client.setQueryData<KeyState>(etcdCache.key(connection.id, key, at), (shown) =>
          shown?.revision !== undefined && compareInt64(shown.revision, revision) >= 0
            ? shown
            : { revision, ...(head !== undefined && { kv: head }) },
        );
      }
    },
    structuralSharing: false,
  });
}

async function newestOf(connection: Connection, key: Key, signal: AbortSignal): Promise<Revision | undefined> {
  const calls = createEtcdCalls(quietClientOf(connection));
  return (await calls.range({ key, countOnly: true }, signal)).header?.revision;
}

/** The history of a key, read on while the key changes. `now`: the key as the screen shows it. */
export function useKeyHistory(key: Key, now: KeyState | undefined) {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const options = historyQuery(connected, key);
  const query = useQuery(options);
  const { data, isFetching, isError, dataUpdatedAt, refetch } = query;
  const isBehind =
    data !== undefined &&
    now?.revision !== undefined &&
    now.kv?.modRevision !== data.life.head?.modRevision &&
    compareInt64(now.revision, data.life.revision) > 0;
  const reads = isBehind && !isFetching && !isError;
  useEffect(() => {
    if (!reads) return undefined;
    // Where the machine's clock was set back, it would be hours away.
    const waitMs = Math.min(restMs, Math.max(0, dataUpdatedAt + restMs - Date.now()));
    const timer = setTimeout(() => void refetch(), waitMs);
    return () => clearTimeout(timer);
  }, [reads, dataUpdatedAt, refetch]);
  const loadOlder = () => {
    queryClient.setQueryData(
      options.queryKey,
      (read) => read && { ...read, wanted: read.life.versions.length + versionsPerPage },
    );
    void refetch();
  };
  return { query, loadOlder };
}

/** One version with its value, however large. `floor`: the oldest revision that can be read. */
export function versionQuery({ connection, etcd, at }: Connected, version: KeyVersion, floor: Revision) {
  const { key, modRevision } = version;
  return queryOptions({
    queryKey: etcdCache.version(connection.id, key, modRevision, at),
    queryFn: async ({ signal }): Promise<KeyVersion> => {
      if (version.value !== undefined) return version;
      const { kvs } = await etcd.range({ key, revision: readableAt(version, floor) }, signal);
      const [kv] = kvs;
      if (kv?.modRevision !== modRevision) throw new Error("the version is no longer there");
      return kv;
    },
    gcTime: 60_000,
  });
}
