import { formatGrouped, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { useState } from "react";
import { useQuestion } from "#/components/use-question.tsx";
import { Button } from "#/ui/button.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import {
  isPresentLease,
  leaseActs,
  letsExpire,
  noLeaseChosen,
  parseLeaseChoice,
  type LeaseChoice,
  type LeasePlan,
} from "./lease-choice.ts";
import { ExpiryQuestion } from "./expiry-question.tsx";
import { LeasePicker } from "./lease-picker.tsx";

interface LeaseDialogProps {
  readonly base: KeyValue;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onChange: (plan: LeasePlan) => void;
}

/** Attaches the open key to another lease, or to none. Its value is not sent. */
export function LeaseDialog({ base, busy, onClose, onChange }: LeaseDialogProps) {
  const kept = base.lease === noLease ? undefined : base.lease;
  // What is so now is chosen: Enter alone changes nothing.
  const [choice, setChoice] = useState<LeaseChoice>({ ...noLeaseChosen, kind: kept === undefined ? "none" : "keep" });
  const [error, setError] = useState<string>();
  const [asked, setAsked] = useState<LeasePlan>();
  const { answered, answer, field } = useQuestion("key.change-lease");
  const unchanged = isPresentLease(choice, base.lease);
  const submit = () => {
    const plan = parseLeaseChoice(choice);
    if ("error" in plan) setError(plan.error);
    else if (unchanged) onClose();
    else if (letsExpire(plan, base.lease)) setAsked(plan);
    else if (answer()) onChange(plan);
  };
  if (asked !== undefined) {
    return (
      <ExpiryQuestion
        base={base}
        plan={asked}
        busy={busy}
        onClose={() => setAsked(undefined)}
        onConfirm={() => onChange(asked)}
      />
    );
  }
  return (
    <Dialog label="Change lease" onClose={onClose} className="w-[min(560px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 className="text-lg font-semibold">Change lease</h2>
        <p className="max-h-32 shrink-0 overflow-auto rounded-md border border-line bg-bg px-3 py-2 font-mono break-all">
          {formatKey(base.key)}
        </p>
        <LeasePicker
          choice={choice}
          kept={kept}
          error={error}
          beginsHere
          onChange={(next) => {
            setError(undefined);
            setChoice(next);
          }}
        />
        <p className="text-sm text-muted">
          etcd deletes a key when its lease ends. The value and unsaved edits are kept. Changes the lease only if the
          key is unchanged since revision {formatGrouped(base.modRevision)}.
        </p>
        {field}
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={!answered && !unchanged}>
            {unchanged ? "Keep current" : leaseActs[choice.kind]}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
