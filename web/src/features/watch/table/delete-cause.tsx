import { useQuery } from "@tanstack/react-query";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import type { LeaseId, Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leaseTurns } from "#/api/lease/lease-query.ts";
import { deleteCause, leaseOfDeleted } from "#/features/watch/model/lease-end.ts";

/** Beside a deleted key that had a lease: whether the lease's end deleted it, as far as that can be known. */
export function DeleteCauseWords({ event }: { readonly event: KeyEvent }) {
  const lease = leaseOfDeleted(event);
  return lease === undefined ? null : <LeaseCause lease={lease} revision={event.revision} />;
}

function LeaseCause({ lease, revision }: { readonly lease: LeaseId; readonly revision: Revision }) {
  const { connection, etcd } = useConnected();
  const { data } = useQuery({
    // Asked once: what a lease is at that moment tells most.
    queryKey: [...etcdCache.lease(connection.id, lease), "after", revision],
    queryFn: async ({ signal }) => {
      await leaseTurns.take(signal);
      return !hasEnded(await etcd.leaseTimeToLive(lease, { signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const cause = deleteCause(data);
  if (cause === undefined) return null;
  return (
    <span className="shrink-0 text-muted" title={cause.why}>
      {cause.text}
    </span>
  );
}
