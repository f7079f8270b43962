import { useState } from "react";
import { lookOf } from "#/components/bulk/bulk-report-words.ts";
import { plannedBefore, type PlannedBefore } from "#/features/apply/review/review-model.ts";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { RestoreReview } from "./restore-review.tsx";
import { RevisionFields, startForm } from "./revision-fields.tsx";
import type { RestoreScope } from "./restore-scope.ts";
import type { ChosenRevision, RestoreKind } from "./use-restore-plan.ts";

/** What somebody wants restored. */
export interface RestoreWanted {
  readonly kind: RestoreKind;
  readonly scope: RestoreScope;
  /** How it differs from what one may think of, such as the marked key. */
  readonly note?: string | undefined;
  /** Chosen already; undefined: it is asked for. */
  readonly revision?: ChosenRevision | undefined;
  /** The plan that was carried out before: what others have written since is marked. */
  readonly before?: PlannedBefore | undefined;
}

interface RestoreDialogProps {
  readonly wanted: RestoreWanted;
  readonly onStarted: (job: number, done: RestoreWanted) => void;
  readonly onTxn: () => void;
  readonly onClose: () => void;
}

/** Brings keys back as they were at a revision: the revision first, then the plan. */
export function RestoreDialog({ wanted, onStarted, onTxn, onClose }: RestoreDialogProps) {
  const { kind, scope, note } = wanted;
  const [form, setForm] = useState(startForm);
  const [chosen, setChosen] = useState(wanted.revision);
  const [before, setBefore] = useState(wanted.before);
  const title = kind === "undelete" ? "Restore deleted keys" : "Restore";
  const isSingle = scope.prefixes.length === 0 && scope.keys.length === 1;
  return (
    <Dialog
      label={title}
      onClose={onClose}
      className={chosen === undefined ? "" : "w-[min(1180px,calc(100vw-48px))]! mt-[8vh]! max-h-[84vh]!"}
    >
      <div className={classNames("flex flex-col", chosen !== undefined && "h-[calc(84vh-2px)] max-h-[760px]")}>
        <h2 className="shrink-0 truncate px-5 pt-4 pb-1 text-lg font-semibold">
          {title}
          {kind === "undelete" ? " of " : " "}
          <span className={lookOf(scope.what)}>{scope.what}</span>
        </h2>
        {note !== undefined && <p className="shrink-0 px-5 pb-1 text-muted wrap-anywhere">{note}</p>}
        {chosen === undefined ? (
          <RevisionFields
            form={form}
            onChange={setForm}
            onChosen={setChosen}
            onClose={onClose}
            hint={
              isSingle
                ? "To choose among its versions, open the key history instead."
                : kind === "undelete"
                  ? "Finds keys that existed at that revision and do not exist now."
                  : "You review every change before anything is written."
            }
          />
        ) : (
          <RestoreReview
            scope={scope}
            kind={kind}
            wanted={chosen}
            before={before}
            onBack={() => setChosen(undefined)}
            onOldest={() => setChosen({ kind: "oldest" })}
            onAgain={({ changes }) => setBefore(plannedBefore(changes))}
            onStarted={(job, review) =>
              onStarted(job, {
                ...wanted,
                revision: { kind: "revision", revision: review.source.revision },
                before: plannedBefore(review.changes),
              })
            }
            onTxn={onTxn}
            onClose={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}
