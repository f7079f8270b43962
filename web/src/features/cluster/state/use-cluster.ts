import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Member } from "@etcd-explorer/shared/model/cluster";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { membersQuery } from "#/api/members/members-query.ts";
import { waysQuery } from "#/api/members/member-ways.ts";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { useRefresh } from "#/stores/refresh.ts";
import { memberQuery, refreshing } from "./cluster-queries.ts";
import type { MonitoredMember } from "./cluster-model.ts";

export interface ClusterState {
  readonly admin: AdminCalls;
  readonly clusterId: Int64 | undefined;
  readonly members: readonly MonitoredMember[] | undefined;
  /** Why the members could not be listed at all. */
  readonly failure: Failure | undefined;
  readonly refreshing: boolean;
  /** When the oldest part of it was read, in milliseconds since 1970; what failed counts as read. */
  readonly readAtMs: number;
  /** When a member was looked at last, in milliseconds since 1970. */
  readonly lookedAtMs: number;
  /** The last try to list the members failed: the list is an older one. */
  readonly isOldList: boolean;
  /** Asks everything again now. */
  readonly refresh: () => Promise<void>;
}

const none: readonly Member[] = [];

/** etcd lists members by ID, which says nothing to people. Those that have no name yet come last. */
const byName = (members: readonly Member[]) =>
  members.toSorted(
    (a, b) => Number(a.name === "") - Number(b.name === "") || a.name.localeCompare(b.name, "en", { numeric: true }),
  );

/** The cluster, asked again and again while the page is in sight. */
export function useCluster(): ClusterState {
  const { connection } = useConnected();
  const admin = useAdmin();
  const queryClient = useQueryClient();
  const seconds = useRefresh((state) => state.seconds);
  const refreshMs = seconds === 0 ? false : seconds * 1000;
  const list = useQuery({ ...membersQuery(admin, connection), ...refreshing(refreshMs) });
  const ways = useQuery(waysQuery(admin, connection));
  const members = byName(list.data?.members ?? none);
  const found = ways.data;
  const monitors = useQueries({
    queries: members.map((member) => ({
      ...memberQuery({ admin, connection, found: found ?? new Map(), queryClient }, member, refreshMs),
      enabled: found !== undefined,
    })),
  });
  return {
    admin,
    clusterId: list.data?.header.clusterId,
    members:
      list.data === undefined ? undefined : members.map((member, at) => ({ member, monitor: monitors[at]?.data })),
    failure: list.data === undefined && list.isError ? failureOf(list.error) : undefined,
    refreshing: list.isFetching || monitors.some(({ isFetching }) => isFetching),
    readAtMs: Math.min(
      Math.max(list.dataUpdatedAt, list.errorUpdatedAt),
      ...monitors.map(({ dataUpdatedAt }) => dataUpdatedAt),
    ),
    lookedAtMs: Math.max(0, ...monitors.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    isOldList: list.isError,
    refresh: async () => {
      if (monitors.some(({ data }) => data?.reach === "unseen")) {
        await queryClient.invalidateQueries({ queryKey: etcdCache.memberWays(connection.id) });
      }
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: etcdCache.members(connection.id) }),
        queryClient.invalidateQueries({ queryKey: etcdCache.memberMonitors(connection.id) }),
      ]);
    },
  };
}
