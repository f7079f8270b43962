import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { leaseLeft, type LeaseLeft, type LeaseReading } from "#/lib/lease-time.ts";
import { useNow } from "#/lib/use-now.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leaseQuery } from "./lease-query.ts";

export interface ShownLease {
  readonly reading: LeaseReading | undefined;
  /** Undefined: it has not been read yet. */
  readonly left: LeaseLeft | undefined;
  readonly refetch: () => void;
}

/** The countdown of a lease, for every place that shows one: it is kept true as long as it is shown and `enabled`. */
export function useLeaseLeft(lease: LeaseId, enabled = true): ShownLease {
  const query = useQuery({ ...leaseQuery(useConnected(), lease), enabled });
  const nowMs = useNow();
  const why = query.isError ? describeFailure(failureOf(query.error)) : undefined;
  return {
    reading: query.data,
    left: query.data === undefined && why === undefined ? undefined : leaseLeft(query.data, nowMs, why),
    refetch: () => void query.refetch(),
  };
}
