import { parseLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { GrantAlert } from "#/components/lease/grant-alert.tsx";
import { useGrantLease } from "#/components/lease/use-grant-lease.ts";
import { formatTtl, parseTtl, ttlProblem } from "#/lib/ttl.ts";
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
  const [ttl, setTtl] = useState("60");
  const [hex, setHex] = useState("");
  const seconds = parseTtl(ttl);
  const fits = seconds !== undefined;
  const id = hex.trim() === "" ? undefined : parseLeaseHex(hex.trim());
  const wrongId = hex.trim() !== "" && (id === undefined || id === "0" || id.startsWith("-"));
  const grant = useGrantLease(onGranted);
  return (
    <Dialog label="Grant lease" onClose={onClose} className="w-[min(440px,calc(100vw-48px))]!">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (fits && !wrongId) grant.mutate({ ttlSeconds: seconds, id });
        }}
      >
        <h2 className="text-lg font-semibold">Grant lease</h2>
        <Field
          label="TTL (seconds)"
          inputMode="numeric"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here
          autoFocus
          value={ttl}
          error={fits ? undefined : ttlProblem}
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
        {grant.isError && <GrantAlert error={grant.error} asked={id} onLeave={onClose} />}
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
