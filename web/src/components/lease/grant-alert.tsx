import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { LostGrant } from "@etcd-explorer/shared/write/guarded/own-lease";
import { WriteAlert } from "#/components/write-alert.tsx";

interface GrantAlertProps {
  readonly error: Error;
  /** The ID that was asked for, if any. */
  readonly asked?: LeaseId | undefined;
  readonly onLeave?: () => void;
}

/** Why no lease was granted, and which one to look for where the response was lost. */
export function GrantAlert({ error, asked, onLeave }: GrantAlertProps) {
  const lost = error instanceof LostGrant ? error.id : asked;
  const look =
    lost === undefined
      ? "Refresh the leases to see"
      : `Refresh the leases to see whether ${formatLeaseHex(lost)} exists`;
  return <WriteAlert error={error} failed="Could not grant the lease" look={look} {...(onLeave && { onLeave })} />;
}
