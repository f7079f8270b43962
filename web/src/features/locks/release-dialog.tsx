import { useMutation } from "@tanstack/react-query";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { releaseTxn, type Contender } from "@etcd-explorer/shared/locks";
import { useState } from "react";
import { WriteAlert } from "#/acts/write-alert.tsx";
import { useConnected } from "#/api/connection-context.tsx";
import { equivalentTarget } from "#/api/equivalent-target.ts";
import { isProduction } from "#/api/is-production.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { notify } from "#/stores/notices.ts";
import { Button } from "#/ui/button.tsx";
import { ConfirmName } from "#/ui/confirm-name.tsx";
import { DialogFooter } from "#/ui/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface ReleaseDialogProps {
  readonly contender: Contender;
  readonly onClose: () => void;
  readonly onReleased: () => void;
}

/** Takes a lock from whoever holds it, or a place in the queue. */
export function ReleaseDialog({ contender, onClose, onReleased }: ReleaseDialogProps) {
  const { connection, etcd } = useConnected();
  const [typed, setTyped] = useState("");
  const release = useMutation({
    mutationFn: () => etcd.txn(releaseTxn(contender)),
    onSuccess: ({ succeeded }) => {
      const request = { kind: "txn", request: releaseTxn(contender) } as const;
      if (succeeded) notifyDone("Released", { request, target: equivalentTarget(connection) });
      else notify("It is no longer held by that one: nothing was changed", "bad");
      onReleased();
    },
  });
  const name = connection.ref.kind === "configured" ? connection.ref.name : connection.id;
  const asksName = isProduction(connection);
  return (
    <Dialog label="Release" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]!">
      <div className="flex flex-col gap-3 p-4">
        <h2 className="text-lg font-semibold">Release</h2>
        <p className="font-mono break-all">{formatKey(contender.kv.key)}</p>
        <p className="text-muted">
          The key is deleted if it is still the one seen here, and the next in the queue gets the lock at once. Whoever
          holds it now is not told: it may go on as if it held it. Do this only when you know that it is gone.
        </p>
        {asksName && <ConfirmName name={name} typed={typed} onType={setTyped} />}
        {release.isError && (
          <WriteAlert
            error={release.error}
            failed="Could not release the lock"
            look="Refresh the locks to see"
            onLeave={onClose}
          />
        )}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            busy={release.isPending}
            disabled={asksName && typed !== name}
            onClick={() => release.mutate()}
          >
            Release
          </Button>
        </DialogFooter>
      </div>
    </Dialog>
  );
}
