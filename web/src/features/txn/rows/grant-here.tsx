import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { GrantLease } from "#/components/lease/grant-lease.tsx";
import { rememberGranted } from "#/features/txn/builder/granted-here.ts";

/** Grants a lease for the transaction, and remembers it as long as nothing has been written under it. */
export function GrantHere({ onGranted }: { readonly onGranted: (id: LeaseId) => void }) {
  const { connection } = useConnected();
  return (
    <GrantLease
      onGranted={(id) => {
        rememberGranted(connection.id, id);
        onGranted(id);
      }}
    />
  );
}
