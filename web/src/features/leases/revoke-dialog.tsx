import { useMutation } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/bytes";
import { formatGrouped, formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { useState } from "react";
import { WriteAlert } from "#/acts/write-alert.tsx";
import { useConnected } from "#/api/connection-context.tsx";
import { equivalentTarget } from "#/api/equivalent-target.ts";
import { isProduction } from "#/api/is-production.ts";
import { formatCount } from "#/lib/format.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { DialogFooter } from "#/ui/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface RevokeDialogProps {
  readonly id: LeaseId;
  readonly keys: readonly Key[];
  readonly onClose: () => void;
  readonly onRevoked: () => void;
}

const shown = 100;

/** What dies with a lease, before it does. */
export function RevokeDialog({ id, keys, onClose, onRevoked }: RevokeDialogProps) {
  const { connection, etcd } = useConnected();
  const [typed, setTyped] = useState("");
  const revoke = useMutation({
    mutationFn: () => etcd.leaseRevoke(id),
    onSuccess: () => {
      const done = { request: { kind: "lease-revoke", id }, target: equivalentTarget(connection) } as const;
      notifyDone(`Revoked ${formatLeaseHex(id)}`, done);
      onRevoked();
    },
  });
  const name = connection.ref.kind === "configured" ? connection.ref.name : connection.id;
  const asksName = isProduction(connection) && keys.length > 0;
  const count = formatCount(formatGrouped(keys.length), "key", "keys");
  return (
    <Dialog label="Revoke the lease" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">Revoke {formatLeaseHex(id)}</h2>
        <p>
          {keys.length === 0
            ? "No key is attached: nothing else goes with it."
            : `${count} attached to it are deleted at once:`}
        </p>
        {keys.length > 0 && (
          <ul
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
            tabIndex={0}
            aria-label="Keys that die"
            className="max-h-48 overflow-auto rounded-md border border-line py-1"
          >
            {keys.slice(0, shown).map((key) => (
              <li key={formatKey(key)} className="truncate px-3 font-mono">
                {formatKey(key)}
              </li>
            ))}
            {keys.length > shown && <li className="px-3 text-muted">and {formatGrouped(keys.length - shown)} more</li>}
          </ul>
        )}
        {asksName && <ConfirmName name={name} typed={typed} onType={setTyped} />}
        {revoke.isError && (
          <WriteAlert
            error={revoke.error}
            failed="Could not revoke the lease"
            look="Refresh the leases to see"
            onLeave={onClose}
          />
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={revoke.isPending}
            disabled={asksName && typed !== name}
            onClick={() => revoke.mutate()}
          >
            {keys.length === 0 ? "Revoke" : `Revoke, and delete ${count}`}
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
