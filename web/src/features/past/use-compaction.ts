import { useQueryClient } from "@tanstack/react-query";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { useEffect } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/**
 * Reads the oldest available revision again as soon as any read of the connection fails because its revision was
 * compacted: what was read before stays on the screen, and would not tell that the rest is gone.
 */
export function useCompaction(connectionId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const ends = etcdCache.ends(connectionId);
    return client.getQueryCache().subscribe((event) => {
      if (event.type !== "updated" || event.action.type !== "error") return;
      const [, id, what] = event.query.queryKey;
      if (id !== connectionId || what === ends[2]) return;
      if (failureOf(event.action.error).kind !== "compacted") return;
      // Of many rows that fail together, one reads it.
      void client.invalidateQueries({ queryKey: ends }, { cancelRefetch: false });
    });
  }, [client, connectionId]);
}
