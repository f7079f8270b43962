import { useMutation, useQueryClient } from "@tanstack/react-query";
import { formatLeaseHex, parseInt64, zeroInt64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { grantOwnLease } from "@etcd-explorer/shared/write/guarded/own-lease";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { leasesQuery } from "#/api/lease/lease-query.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { recordWritten } from "#/stores/write-history.ts";

export interface GrantedLease {
  readonly ttlSeconds: bigint;
  /** Chosen by a person; undefined: one that no other lease has. */
  readonly id?: LeaseId | undefined;
}

/** Grants a lease, says so, and makes the lists of leases know it. */
export function useGrantLease(onGranted: (id: LeaseId) => void) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();
  return useMutation({
    // An ID that a person chose may be somebody else's as well: that it exists proves nothing.
    mutationFn: ({ ttlSeconds, id }: GrantedLease) =>
      id === undefined ? grantOwnLease(etcd, ttlSeconds) : etcd.leaseGrant({ ttlSeconds, id }),
    onSuccess: ({ id: granted, ttlSeconds }, { ttlSeconds: asked, id }) => {
      const { queryKey } = leasesQuery(connected);
      queryClient.setQueryData(queryKey, (known) => (known === undefined ? known : [...new Set([...known, granted])]));
      const call = { kind: "lease-grant", ttl: parseInt64(String(asked)) ?? zeroInt64 } as const;
      const done = { request: id === undefined ? call : { ...call, id }, target: equivalentTarget(connection) };
      const label = `Granted lease ${formatLeaseHex(granted)}`;
      recordWritten(connection, {
        label,
        writes: [],
        blocked: "Keys may depend on this lease. Revoke it on the Leases screen.",
        lease: { id: granted, change: "granted" },
      });
      notifyDone(`${label} for ${formatTtl(ttlSeconds)}`, done);
      onGranted(granted);
    },
  });
}
