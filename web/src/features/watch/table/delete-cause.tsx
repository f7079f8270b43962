import { useQuery } from "@tanstack/react-query";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leaseTurns } from "#/api/lease/lease-query.ts";
import { deleteCause, leaseOfDeleted } from "#/features/watch/model/lease-end.ts";

/** Beside a deleted key that had a lease: whether the lease's end deleted it, as far as that can be known. */
export function DeleteCauseWords({ event }: { readonly event: KeyEvent }) {
  const lease = leaseOfDeleted(event);
  const { connection, etcd } = useConnected();
  const { data } = useQuery({
    // Asked once: what a lease is at that moment tells most.
    queryKey: [...etcdCache.everyLease(connection.id), lease, "after-delete", event.revision],
    queryFn: async ({ signal }) => {
      await leaseTurns.take(signal);
      return !hasEnded(await etcd.leaseTimeToLive(lease ?? noLease, { signal }));
    },
    enabled: lease !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const cause = deleteCause(lease === undefined ? undefined : data);
  if (cause === undefined) return null;
  return (
    <span className="shrink-0 text-muted" title={cause.why}>
      {cause.text}
    </span>
  );
}
