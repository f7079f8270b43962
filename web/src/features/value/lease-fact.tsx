import { useQuery } from "@tanstack/react-query";
import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/int64";
import { Timer } from "lucide-react";
import { runAct } from "#/acts/registry.ts";
import { actOf } from "#/acts/table.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { Badge } from "#/ui/badge.tsx";
import { leaseQuery } from "#/api/lease-query.ts";
import { describeLeft, secondsLeft, type LeaseReading } from "#/lib/lease-time.ts";
import { useNow } from "#/lib/use-now.ts";

/** The lease of the open key with what it has left; a click changes it. */
export function LeaseFact({ lease }: { readonly lease: LeaseId }) {
  const title = actOf("key.lease").title;
  if (lease === noLease) {
    return (
      <button type="button" title={title} onClick={() => runAct("key.lease")} className="rounded hover:text-accent">
        none
      </button>
    );
  }
  return <LeaseBadge lease={lease} />;
}

/** Pointing at a countdown that old reads it again: somebody may have kept the lease alive. */
const staleMs = 5000;

function LeaseBadge({ lease }: { readonly lease: LeaseId }) {
  const query = useQuery(leaseQuery(useConnected(), lease));
  const refresh = () => {
    if (query.data !== undefined && Date.now() - query.data.readAtMs > staleMs) void query.refetch();
  };
  return (
    <button
      type="button"
      onClick={() => runAct("key.lease")}
      onPointerEnter={refresh}
      onFocus={refresh}
      title={`decimal ${lease}; a save keeps it. Click to change it.`}
      className="inline-flex items-baseline gap-1.5 rounded"
    >
      <Badge tone="accent">
        <span className="font-mono">{formatLeaseHex(lease)}</span>
      </Badge>
      {query.data !== undefined && <Countdown reading={query.data} />}
    </button>
  );
}

/** What is left, counted down here. */
export function Countdown({ reading }: { readonly reading: LeaseReading }) {
  const now = useNow();
  const left = secondsLeft(reading, now);
  return (
    <span className={left === undefined || left < 10n ? "font-normal text-warn" : "font-normal text-muted"}>
      <Timer className="mr-0.5 inline size-3 align-[-1px]" />
      {describeLeft(reading, now)}
    </span>
  );
}
