import { useQuery } from "@tanstack/react-query";
import { zeroInt64, type Int64 } from "@etcd-explorer/shared/model/int64";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createAdminCalls } from "#/api/client/admin-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";

/** As often as members are counted: what a leader does not count must not go on counting down here. */
const everyMs = 10_000;
/** So often while there is none, or nobody answers. */
const soonMs = 2000;

export interface KnownLeader {
  /** Zero: the member that was asked knows none. Undefined: nobody has told. */
  readonly id: Int64 | undefined;
  /** Unless a member says that it knows none, there is one. */
  readonly isAway: boolean;
  /** Asks now, unless that is under way. */
  readonly ask: () => void;
}

/** The leader of the cluster, as the member that answers knows it: it alone counts the time of leases. */
export function useLeader(): KnownLeader {
  const { connection } = useConnected();
  const query = useQuery({
    queryKey: [...etcdCache.leases(connection.id), "leader"],
    queryFn: async ({ signal }) =>
      (await createAdminCalls(quietClientOf(connection)).call({ kind: "status" }, { signal })).leader,
    staleTime: 0,
    refetchInterval: ({ state: { data, status } }) => (status === "error" || data === zeroInt64 ? soonMs : everyMs),
  });
  const id = query.isError ? undefined : query.data;
  return { id, isAway: id === zeroInt64, ask: () => void query.refetch({ cancelRefetch: false }) };
}
