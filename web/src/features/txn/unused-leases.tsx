import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { leasesIn } from "@etcd-explorer/shared/txn/check/txn-leases";
import { useEffect, useState } from "react";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { Countdown } from "#/components/lease/countdown.tsx";
import { RevokeDialog } from "#/components/lease/revoke-dialog.tsx";
import { forgetGranted, useGrantedHere } from "#/features/txn/builder/granted-here.ts";
import { Button } from "#/ui/button.tsx";

const none: readonly LeaseId[] = [];

/** Leases that were granted for the transaction and that it names no more: what they have left, and a way to revoke them. */
export function UnusedLeases({ request }: { readonly request: TxnRequest }) {
  const { connection } = useConnected();
  const granted = useGrantedHere((all) => all[connection.id]) ?? none;
  const named = new Set(leasesIn(request));
  const unused = granted.filter((id) => !named.has(id));
  if (unused.length === 0) return null;
  return (
    <ul aria-label="Unused leases" className="flex flex-col gap-1.5">
      {unused.map((id) => (
        <UnusedLease key={id} id={id} />
      ))}
    </ul>
  );
}

function UnusedLease({ id }: { readonly id: LeaseId }) {
  const { connection } = useConnected();
  const readOnly = useReadOnly();
  const { left } = useLeaseLeft(id);
  const [revoking, setRevoking] = useState(false);
  const expired = left?.kind === "expired";
  useEffect(() => {
    if (expired) forgetGranted(connection.id, [id]);
  }, [expired, connection.id, id]);
  return (
    <li className="flex items-center gap-2 rounded-md border border-line bg-panel px-3 py-1.5 text-muted">
      <p className="min-w-0 flex-1">
        Unused lease <span className="font-mono text-text">{formatLeaseHex(id)}</span>{" "}
        {left !== undefined && <Countdown left={left} />}
      </p>
      <Button disabled={readOnly !== undefined} title={readOnly} onClick={() => setRevoking(true)}>
        Revoke lease…
      </Button>
      {revoking && (
        <RevokeDialog id={id} onClose={() => setRevoking(false)} onRevoked={() => forgetGranted(connection.id, [id])} />
      )}
    </li>
  );
}
