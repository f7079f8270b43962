import { queryOptions } from "@tanstack/react-query";
import type { LeaseId } from "@etcd-explorer/shared/int64";
import type { Connected } from "./connection-context.tsx";
import { etcdCache } from "./etcd-cache.ts";
import type { LeaseReading } from "#/lib/lease-time.ts";

/** What a lease has left, as it was when it was read; it is counted down here and never asked for by a clock. */
export function leaseQuery({ connection, etcd }: Connected, id: LeaseId) {
  return queryOptions({
    queryKey: etcdCache.lease(connection.id, id),
    queryFn: async ({ signal }): Promise<LeaseReading> => {
      const { ttlSeconds, grantedTtlSeconds } = await etcd.leaseTimeToLive(id, { signal });
      return { ttlSeconds, grantedTtlSeconds, readAtMs: Date.now() };
    },
  });
}

/** All leases by ID, read when somebody wants to choose one. */
export function leasesQuery({ connection, etcd }: Connected) {
  return queryOptions({
    queryKey: etcdCache.leases(connection.id),
    queryFn: ({ signal }) => etcd.leases(signal),
    staleTime: 0,
  });
}
