import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { UseQueryResult } from "@tanstack/react-query";
import { ActButton } from "#/acts/act-button.tsx";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { mayLackLeader } from "#/lib/failure-advice.ts";
import { describeUnread, noLeaderWords, type Unread } from "./lease-model.ts";

interface LeasesUnreadProps {
  readonly hasLeader: boolean;
  readonly list: UseQueryResult<readonly LeaseId[]>;
  readonly unread: Unread | undefined;
  readonly onRetry: () => void;
}

/** Above the leases: the one reason for all that is not known of them, the root cause first. */
export function LeasesUnread({ hasLeader, list, unread, onRetry }: LeasesUnreadProps) {
  const cluster = <ActButton act="cluster.open" label="Open Cluster" className="h-6" />;
  if (!hasLeader) return <RefreshFailed query={list} words={noLeaderWords} actions={cluster} onRetry={onRetry} />;
  if (list.isError || unread === undefined) return <RefreshFailed query={list} onRetry={onRetry} />;
  const { failure } = unread;
  const query = { ...list, error: new FailureError(failure) };
  const words = describeUnread(unread, list.data?.length ?? 0);
  return <RefreshFailed query={query} words={words} actions={mayLackLeader(failure) && cluster} onRetry={onRetry} />;
}
