import { useQueryClient } from "@tanstack/react-query";
import { setStaleReads, useStaleReads } from "#/stores/stale-reads.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/** Whether keys are read from one member alone, and changing that: all that is shown is read again. */
export function useReadsStale() {
  const { connection } = useConnected();
  const queryClient = useQueryClient();
  const on = useStaleReads(({ ids }) => ids.includes(connection.id));
  const set = (next: boolean) => {
    setStaleReads(connection.id, next);
    void queryClient.resetQueries({
      queryKey: etcdCache.connection(connection.id),
      predicate: ({ queryKey }) => !queryKey.includes("health"),
    });
  };
  return { on, set };
}
