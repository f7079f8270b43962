import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { Trash2 } from "lucide-react";
import { formatBytes } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { Dialog } from "#/ui/dialog.tsx";

interface DeleteDialogProps {
  readonly base: KeyValue;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** Asks before a key is deleted, and says what exactly would go. The focus is first on keeping it. */
export function DeleteDialog({ base, busy, onClose, onDelete }: DeleteDialogProps) {
  return (
    <Dialog label="Delete this key" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]">
      <div className="p-5">
        <h2 className="text-lg font-semibold">Delete this key?</h2>
        <p className="mt-2 rounded-md border border-line bg-bg px-3 py-2 font-mono break-all">{formatKey(base.key)}</p>
        <p className="mt-2 text-muted">
          Version {formatGrouped(base.version)}, {formatBytes(base.value.length)}
          {base.lease === noLease ? "" : `, under lease ${formatLeaseHex(base.lease)}`}. It is deleted only if nobody
          has written it since revision {formatGrouped(base.modRevision)}.
        </p>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={busy} onClick={onDelete}>
            <Trash2 /> Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
