import { formatGrouped, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useFresh } from "#/components/use-fresh.ts";
import { useQuestion } from "#/components/use-question.tsx";
import {
  letsExpire,
  noLeaseChosen,
  parseLeaseChoice,
  type LeaseChoice,
  type LeasePlan,
} from "#/features/value/lease/lease-choice.ts";
import { LeasePicker } from "#/features/value/lease/lease-picker.tsx";
import { DiffView } from "#/components/diff/diff-view.tsx";
import { useDecoding } from "#/components/use-decoding.ts";
import { useObjectCodec } from "#/lib/kubernetes/use-object-codec.ts";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { versionTexts } from "#/lib/diff/version-text.ts";

interface RestoreDialogProps {
  /** The version that is written again. */
  readonly version: KeyValue;
  /** The key as it was when this was asked; undefined: it was gone. */
  readonly head: KeyValue | undefined;
  /** Somebody has written the key since. */
  readonly isOvertaken: boolean;
  readonly onClose: () => void;
  readonly onRestore: (plan: LeasePlan) => void;
}

/** Shows what a restore would change, and asks under which lease. */
export function RestoreDialog({ version, head, isOvertaken, onClose, onRestore }: RestoreDialogProps) {
  const { connection, etcd } = useConnected();
  // The lease that can stay: that of the key as it is, or of a key that is gone the one that it had.
  const kept = head === undefined ? version.lease : head.lease;
  const lease = useFresh("lease", async (signal) =>
    kept === noLease ? undefined : etcd.leaseTimeToLive(kept, { signal }),
  );
  const isOver = lease.fact !== undefined && hasEnded(lease.fact);
  const keeps = kept !== noLease && !isOver;
  const [chosen, setChosen] = useState<LeaseChoice>();
  const choice: LeaseChoice = chosen ?? { ...noLeaseChosen, kind: keeps ? "keep" : "none" };
  const [error, setError] = useState<string>();
  const plan = parseLeaseChoice(choice);
  const expires = !("error" in plan) && letsExpire(plan, head?.lease ?? version.lease);
  const { field, answered, answer } = useQuestion(expires ? ["key.restore", "key.let-expire"] : "key.restore");
  const ready = answered && !lease.reading;
  const codec = useObjectCodec(head?.value, version.value);
  const decoding = useDecoding(connection.id, version.key, head?.value, version.value);
  return (
    <Dialog label="Restore version" onClose={onClose} className="w-[min(960px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if ("error" in plan) setError(plan.error);
          else if (ready && answer()) onRestore(head === undefined && plan.kind === "keep" ? attach(kept) : plan);
        }}
      >
        <h2 className="text-lg font-semibold">Restore revision {formatGrouped(version.modRevision)}?</h2>
        <p className="font-mono break-all">{formatKey(version.key)}</p>
        <div className="h-[34vh] rounded-md border border-line bg-bg">
          {codec === "loading" || decoding === "loading" ? (
            <div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />
          ) : (
            <DiffView {...versionTexts(head?.value, version.value, codec, decoding)} />
          )}
        </div>
        <LeasePicker
          choice={choice}
          kept={keeps ? kept : undefined}
          error={error}
          onChange={(next) => {
            setError(undefined);
            setChosen(next);
          }}
        />
        {isOvertaken && (
          <p role="status" className="rounded-md bg-warn-bg px-3 py-2 text-warn">
            Another client has changed the key. Close this and compare again.
          </p>
        )}
        <p className="text-sm text-muted">
          {isOver && "The lease of that version has ended. "}
          {head === undefined
            ? "Creates the key only if it still does not exist."
            : `Writes a new version, only if unchanged since revision ${formatGrouped(head.modRevision)}.`}
        </p>
        {expires && <p className="text-sm text-warn">The key has no lease now. etcd deletes it when the lease ends.</p>}
        {field}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            aria-disabled={!ready}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever has read the change confirms it by Enter
            autoFocus
          >
            <Undo2 /> {lease.reading ? "Checking lease…" : head === undefined ? "Restore key" : "Restore version"}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

function attach(lease: KeyValue["lease"]): LeasePlan {
  return { kind: "attach", lease };
}
