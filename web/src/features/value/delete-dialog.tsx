import { formatBytes } from "@etcd-explorer/shared/byte-size";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog.tsx";
import { Field } from "#/ui/field.tsx";

interface DeleteDialogProps {
  readonly base: KeyValue;
  /** Production asks for the key's name to be typed. */
  readonly onProduction: boolean;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** Asks before a key is deleted, and says what exactly would go. The focus is first on keeping it. */
export function DeleteDialog({ base, onProduction, busy, onClose, onDelete }: DeleteDialogProps) {
  const [typed, setTyped] = useState("");
  const name = formatKey(base.key);
  return (
    <Dialog label="Delete this key" onClose={onClose} className="w-[min(520px,calc(100vw-48px))]">
      <form
        className="p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!onProduction || typed === name) onDelete();
        }}
      >
        <h2 className="text-lg font-semibold">Delete this key?</h2>
        <p className="mt-2 max-h-32 shrink-0 overflow-auto rounded-md border border-line bg-bg px-3 py-2 font-mono break-all">
          {name}
        </p>
        <p className="mt-2 text-muted">
          Version {formatGrouped(base.version)}, {formatBytes(base.value.length)}
          {base.lease === noLease ? "" : `, under lease ${formatLeaseHex(base.lease)}`}. It is deleted only if nobody
          has written it since revision {formatGrouped(base.modRevision)}.
        </p>
        {onProduction && (
          <Field
            className="mt-3"
            label="This is production. Type the key's name to delete it"
            mono
            spellCheck={false}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        <DialogFooter>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={busy} disabled={onProduction && typed !== name} type="submit">
            <Trash2 /> Delete
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
