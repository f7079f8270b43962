import { useMutation } from "@tanstack/react-query";
import { formatLeaseHex, parseInt64, parseLeaseHex, zeroInt64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { largestTtlSeconds } from "@etcd-explorer/shared/model/lease";
import { grantOwnLease, LostGrant } from "@etcd-explorer/shared/write/guarded/own-lease";
import { useState } from "react";
import { WriteAlert } from "#/components/write-alert.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { recordWritten } from "#/stores/write-history.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { Field } from "#/ui/field.tsx";

interface GrantDialogProps {
  readonly onClose: () => void;
  readonly onGranted: (id: LeaseId) => void;
}

/** A new lease. */
export function GrantDialog({ onClose, onGranted }: GrantDialogProps) {
  const { connection, etcd } = useConnected();
  const [ttl, setTtl] = useState("60");
  const [hex, setHex] = useState("");
  const seconds = /^\d{1,12}$/.test(ttl.trim()) ? BigInt(ttl.trim()) : undefined;
  const fits = seconds !== undefined && seconds >= 1n && seconds <= largestTtlSeconds;
  const id = hex.trim() === "" ? undefined : parseLeaseHex(hex.trim());
  const wrongId = hex.trim() !== "" && (id === undefined || id === "0" || id.startsWith("-"));
  const grant = useMutation({
    // An ID that a person chose may be somebody else's as well: that it exists proves nothing.
    mutationFn: (ttlSeconds: bigint) =>
      id === undefined ? grantOwnLease(etcd, ttlSeconds) : etcd.leaseGrant({ ttlSeconds, id }),
    onSuccess: ({ id: granted, ttlSeconds }, asked) => {
      const call = { kind: "lease-grant", ttl: parseInt64(String(asked)) ?? zeroInt64 } as const;
      const done = { request: id === undefined ? call : { ...call, id }, target: equivalentTarget(connection) };
      const label = `Granted lease ${formatLeaseHex(granted)}`;
      recordWritten(connection, {
        label,
        writes: [],
        blocked: "Keys may depend on this lease. Revoke it on the Leases screen.",
        lease: { id: granted, change: "granted" },
      });
      notifyDone(`Granted lease ${formatLeaseHex(granted)} for ${formatTtl(ttlSeconds)}`, done);
      onGranted(granted);
    },
  });
  const lost = grant.error instanceof LostGrant ? grant.error.id : id;
  return (
    <Dialog label="Grant lease" onClose={onClose} className="w-[min(440px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits && !wrongId) grant.mutate(seconds);
        }}
      >
        <h2 className="text-lg font-semibold">Grant lease</h2>
        <Field
          label="TTL (seconds)"
          inputMode="numeric"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          value={ttl}
          error={fits ? undefined : "Enter a whole number from 1 to 9,000,000,000"}
          hint={fits ? `${formatTtl(seconds)}. etcd raises very short TTLs to its minimum.` : undefined}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTtl(event.target.value)}
        />
        <Field
          label="Lease ID (hex, optional)"
          mono
          value={hex}
          error={wrongId ? "Enter 1 to 16 hex digits, at most 7fffffffffffffff" : undefined}
          onChange={(event) => setHex(event.target.value)}
        />
        {grant.isError && (
          <WriteAlert
            error={grant.error}
            failed="Could not grant the lease"
            look={
              lost === undefined
                ? "Refresh the leases to see"
                : `Refresh the leases to see whether ${formatLeaseHex(lost)} exists`
            }
            onLeave={onClose}
          />
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={grant.isPending} disabled={!fits || wrongId}>
            Grant lease
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
