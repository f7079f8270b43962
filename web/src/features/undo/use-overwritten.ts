import { useQuery } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { readRanges } from "@etcd-explorer/shared/read/ranges/read-ranges";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { listStanding } from "#/lib/standing-keys.ts";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import { useWriteHistory } from "#/stores/write-history.ts";

const none: ReadonlyMap<number, Key> = new Map();

/**
 * Which entries of the history somebody else has written over since, with a key of each: read once, when the list opens
 * and after each write of ours, but not while a job writes. Where it cannot be read nothing is marked; an undo is
 * guarded all the same.
 */
export function useOverwritten(): ReadonlyMap<number, Key> {
  const { connection, etcd } = useConnected();
  const history = useWriteHistory();
  const standing = listStanding(history, connection.id);
  // What a job of ours has written so far stands in no entry yet: it must not pass for somebody else's.
  const isWriting = useLaneRefusal(connection.id, "keys") !== undefined;
  const { data } = useQuery({
    queryKey: ["write-history", connection.id, connection.user, history.turn],
    queryFn: async ({ signal }) => {
      const requests = standing.map(({ key }) => ({ key, keysOnly: true }));
      const { ranges } = await readRanges(etcd, requests, signal);
      const changed = new Map<number, Key>();
      for (const [index, { entryId, key, at }] of standing.entries()) {
        const answer = ranges[index];
        if (answer !== undefined && answer.kvs[0]?.modRevision !== at) changed.set(entryId, key);
      }
      return changed;
    },
    enabled: standing.length > 0 && !isWriting,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  return isWriting ? none : (data ?? none);
}
