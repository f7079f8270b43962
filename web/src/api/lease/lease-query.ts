import { queryOptions } from "@tanstack/react-query";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { dueAtMs, isGone, readAgain, type LeaseReading } from "#/lib/lease-time.ts";
import { Turns } from "#/lib/turns.ts";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";

/**
 * However many countdowns are in sight, no more leases are read in a second: below the 50 calls a second that a screen
 * of leases may cost a cluster.
 */
export const leaseReadsASecond = 40;

/** Whose turn it is to read a lease, on all screens together. */
export const leaseTurns = new Turns(leaseReadsASecond, {
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

/** What a lease has left; read again while it is shown, before it seems to end and at every third of its time. */
export function leaseQuery({ connection, etcd }: Connected, id: LeaseId) {
  const queryKey = etcdCache.lease(connection.id, id);
  return queryOptions({
    queryKey,
    queryFn: async ({ signal, client }): Promise<LeaseReading> => {
      await leaseTurns.take(signal);
      const askedAtMs = performance.now();
      const lease = await etcd.leaseTimeToLive(id, { signal });
      const readAtMs = performance.now();
      return readAgain(client.getQueryData<LeaseReading>(queryKey), lease, { askedAtMs, readAtMs });
    },
    refetchInterval: ({ state: { data, status } }) => untilDueMs(data, status === "error"),
  });
}

/**
 * So long until a lease is to be read again; false: not at all, it has ended. After a failure soon, also where it was never
 * read: nothing is known of it until then.
 */
export function untilDueMs(reading: LeaseReading | undefined, failed: boolean): number | false {
  if (failed && (reading === undefined || !isGone(reading))) return afterFailureMs;
  const dueMs = reading === undefined ? undefined : dueAtMs(reading);
  return dueMs === undefined ? false : Math.max(shortestMs, dueMs - performance.now());
}

const shortestMs = 250;
/** An etcd that does not answer is not asked all the time. */
const afterFailureMs = 5000;

/** All leases by ID: read again wherever a screen or a list of them opens, as leases come and go by themselves. */
export function leasesQuery({ connection, etcd }: Connected) {
  return queryOptions({
    queryKey: etcdCache.leases(connection.id),
    queryFn: ({ signal }) => etcd.leases(signal),
    staleTime: 0,
  });
}
