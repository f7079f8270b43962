import { useState } from "react";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { BulkOptions } from "./bulk-options.tsx";
import { BulkReview } from "./bulk-review.tsx";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import type { Chosen } from "./options-model.ts";
import { lookOf } from "#/components/bulk/bulk-report-words.ts";
import { bulkTitles, type BulkKind } from "./bulk-words.ts";

interface BulkDialogProps {
  readonly kind: BulkKind;
  readonly target: BulkTarget;
  readonly onStarted: (job: number) => void;
  readonly onClose: () => void;
}

/** An act on many keys: choices first, then a plan that is read and confirmed. Nothing is written before. */
export function BulkDialog({ kind, target, onStarted, onClose }: BulkDialogProps) {
  const [chosen, setChosen] = useState<Chosen | undefined>(
    kind === "delete" ? { act: { kind, keep: true } } : undefined,
  );
  const [planning, setPlanning] = useState(kind === "delete");
  return (
    <Dialog label={`${bulkTitles[kind]} keys`} onClose={onClose} className="w-[min(760px,calc(100vw-48px))]">
      <div className="flex max-h-[calc(76vh-2px)] flex-col">
        <h2 className="shrink-0 truncate px-5 pt-4 pb-1 text-lg font-semibold">
          {bulkTitles[kind]} <span className={lookOf(target.what)}>{target.what}</span>
        </h2>
        {planning && chosen !== undefined ? (
          <BulkReview
            kind={kind}
            target={target}
            chosen={chosen}
            onKeep={(keep) => setChosen({ act: { kind: "delete", keep } })}
            onBack={kind === "delete" ? undefined : () => setPlanning(false)}
            onStarted={onStarted}
            onClose={onClose}
          />
        ) : (
          <BulkOptions
            kind={kind}
            target={target}
            before={chosen}
            onClose={onClose}
            onPlan={(next) => {
              setChosen(next);
              setPlanning(true);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
