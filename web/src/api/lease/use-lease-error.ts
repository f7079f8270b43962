import { notifyManager, useQueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/** Why a lease that is shown could not be read the last time, for one line above all of them; undefined: none failed. */
export function useLeaseError(): Error | undefined {
  const { connection } = useConnected();
  const cache = useQueryClient().getQueryCache();
  const subscribe = useCallback((changed: () => void) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]);
  return useSyncExternalStore(subscribe, () => {
    const [failed] = cache.findAll({
      queryKey: etcdCache.everyLease(connection.id),
      type: "active",
      predicate: ({ state }) => state.status === "error",
    });
    return failed?.state.error ?? undefined;
  });
}
