import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { runAct } from "#/acts/registry.ts";
import { actOf } from "#/acts/table.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { Countdown } from "#/components/lease/countdown.tsx";
import { Badge } from "#/ui/badge.tsx";

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

function LeaseBadge({ lease }: { readonly lease: LeaseId }) {
  const { left } = useLeaseLeft(lease);
  return (
    <button
      type="button"
      onClick={() => runAct("key.lease")}
      title={`decimal ${lease}; a save keeps it. Click to change it.`}
      className="inline-flex items-baseline gap-1.5 rounded"
    >
      <Badge tone="accent">
        <span className="font-mono">{formatLeaseHex(lease)}</span>
      </Badge>
      {left !== undefined && <Countdown left={left} />}
    </button>
  );
}
