import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { runAct } from "#/acts/registry.ts";
import { actOf } from "#/acts/table.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { Countdown } from "#/components/lease/countdown.tsx";
import { Badge } from "#/ui/badge.tsx";

/** The lease of the open key with what it has left; a click changes it. Of one of the past nobody knows what it had. */
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

function LeaseBadge({ lease }: { readonly lease: LeaseId }) {
  const isLive = useConnected().at === "live";
  const { left } = useLeaseLeft(lease, isLive);
  return (
    <button
      type="button"
      onClick={() => runAct("key.lease")}
      title={isLive ? `Decimal ID: ${lease}. Saving keeps the lease. Click to change.` : `Decimal ID: ${lease}`}
      className="inline-flex items-baseline gap-1.5 rounded"
    >
      <Badge tone="accent">
        <span className="font-mono">{formatLeaseHex(lease)}</span>
      </Badge>
      {isLive && left !== undefined && <Countdown left={left} />}
    </button>
  );
}
