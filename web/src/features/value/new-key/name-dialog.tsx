import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { equalBytes, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { foldersAbove } from "@etcd-explorer/shared/read/listing/child";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useQuestion } from "#/components/use-question.tsx";
import { useDelimiters } from "#/stores/delimiters.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { noLeaseChosen, parseLeaseChoice, type LeaseChoice } from "#/features/value/lease/lease-choice.ts";
import { LeasePicker } from "#/features/value/lease/lease-picker.tsx";
import { KeyNameField } from "./key-name-field.tsx";
import { readKeyName } from "./key-name.ts";
import { useNewKey } from "./use-new-key.ts";

interface NameDialogProps {
  readonly act: "rename" | "duplicate";
  readonly base: KeyValue;
  /** There is an unsaved edit, which a duplicate does not hold. */
  readonly dirty: boolean;
  readonly onClose: () => void;
  readonly onOpen: (key: Key) => void;
}

/** Asks for another name: to move the key there in one transaction, or to make a second one like it. */
export function NameDialog({ act, base, dirty, onClose, onOpen }: NameDialogProps) {
  const [name, setName] = useState(() => formatKey(base.key));
  // The last part is what one changes most; the folders before it stay.
  const { connection } = useConnected();
  const folder = foldersAbove(base.key, useDelimiters(connection.id)).findLast(
    (above) => above.length < base.key.length,
  );
  const lastPart = formatKey(base.key.subarray(0, folder?.length ?? 0)).length;
  const [isNew, setNew] = useState(true);
  const kept = base.lease === noLease ? undefined : base.lease;
  const [lease, setLease] = useState<LeaseChoice>({ ...noLeaseChosen, kind: kept === undefined ? "none" : "keep" });
  const [leaseError, setLeaseError] = useState<string>();
  const { create, rename, show, error, existing, reset, refusalOf } = useNewKey((key) => {
    onClose();
    onOpen(key);
  });

  const { answered, answer, field } = useQuestion(act === "rename" ? "key.rename" : "key.duplicate");

  const submit = (over?: KeyValue) => {
    if (!answer()) return;
    const read = readKeyName(name, refusalOf);
    const plan = parseLeaseChoice(lease);
    setLeaseError("error" in plan ? plan.error : undefined);
    if ("error" in read) return reset(read.error);
    const to = read.key;
    if (equalBytes(to, base.key)) reset("Same as the current name");
    else if (act === "rename") {
      reset();
      rename.mutate({ base, to, over });
    } else if (!("error" in plan)) {
      reset();
      create.mutate({ key: to, value: base.value, plan, kept: base.lease });
    }
  };
  const title = act === "rename" ? "Rename key" : "Duplicate key";
  const busy = create.isPending || rename.isPending;
  return (
    <Dialog label={title} onClose={onClose} className="w-[min(600px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 className="text-lg font-semibold">{title}</h2>
        <KeyNameField
          label={act === "rename" ? "New name" : "Name of the copy"}
          name={name}
          error={error}
          onFocus={({ currentTarget }) => {
            if (isNew) currentTarget.setSelectionRange(lastPart, currentTarget.value.length);
            setNew(false);
          }}
          onType={(typed) => {
            reset();
            setName(typed);
          }}
        />
        {existing !== undefined && (
          <p className="rounded-md bg-warn-bg px-3 py-2 text-warn">
            This key already exists: version {formatGrouped(existing.version)}, {formatBytes(existing.value.length)},
            revision {formatGrouped(existing.modRevision)}.
          </p>
        )}
        {act === "duplicate" && (
          <LeasePicker
            choice={lease}
            kept={kept}
            error={leaseError}
            onChange={(next) => {
              setLeaseError(undefined);
              setLease(next);
            }}
          />
        )}
        <p className="text-sm text-muted">{explain(act, base, dirty)}</p>
        {field}
        <DialogFooter>
          {existing !== undefined && <Button onClick={() => show(existing.key)}>Open existing key</Button>}
          {existing !== undefined && act === "rename" && (
            <Button variant="danger" busy={busy} disabled={!answered} onClick={() => submit(existing)}>
              Replace existing key
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!answered}>
            {act === "rename" ? "Rename" : "Duplicate"}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function explain(act: NameDialogProps["act"], base: KeyValue, dirty: boolean): string {
  if (act === "duplicate") return `Copies the stored value${dirty ? ", without your unsaved edit" : ""}.`;
  const lease = base.lease === noLease ? "" : ` and lease ${formatLeaseHex(base.lease)}`;
  const draft = dirty ? " Your unsaved edit moves too." : "";
  return `Moves the key in one transaction, only if unchanged since revision ${formatGrouped(base.modRevision)}. Keeps the value${lease}; the version restarts at 1.${draft}`;
}
