import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { ArrowLeft, RefreshCw } from "lucide-react";
import { actOfMany } from "#/acts/questions.ts";
import { WriteAlert } from "#/components/write-alert.tsx";
import { refusePart, useAccess } from "#/api/access/access-query.ts";
import { useQuestion } from "#/components/use-question.tsx";
import { formatKeyCount } from "#/lib/format.ts";
import { Button } from "#/ui/button.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import type { Chosen } from "./options-model.ts";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import { bulkTitles, writtenCount, type BulkKind } from "./bulk-words.ts";
import { PlanView } from "./plan-view.tsx";
import { useBulkStart, usePlan } from "./use-bulk.ts";

interface BulkReviewProps {
  readonly kind: BulkKind;
  readonly target: BulkTarget;
  readonly chosen: Chosen;
  /** Whether what is deleted is kept for undoing. */
  readonly onKeep: (keep: boolean) => void;
  readonly onBack: (() => void) | undefined;
  readonly onStarted: (job: number) => void;
  readonly onClose: () => void;
}

/** The plan, read once, and the confirmation. */
export function BulkReview({ kind, target, chosen, onKeep, onBack, onStarted, onClose }: BulkReviewProps) {
  const { plan, progress } = usePlan(target, chosen);
  const begin = useBulkStart();
  const access = useAccess();
  const { answered, answer, field } = useQuestion(actOfMany(`bulk.${kind}`, plan.data?.count ?? 0), { begins: true });
  if (plan.isError) {
    return (
      <div className="h-72">
        <ScreenFailure
          failure={failureOf(plan.error)}
          actions={
            <>
              {onBack && <Button onClick={onBack}>Back</Button>}
              <Button onClick={() => void plan.refetch()}>
                <RefreshCw /> Retry
              </Button>
            </>
          }
        />
      </div>
    );
  }
  if (plan.data === undefined || plan.isFetching) {
    return (
      <div className="flex h-72 flex-col items-center justify-center gap-3" aria-busy="true">
        <p role="status" className="text-muted">
          Creating plan
          {progress === undefined ? "" : `: ${formatKeyCount(progress.keys)}, ${formatBytes(progress.bytes)}`}. Nothing
          is written yet.
        </p>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    );
  }
  const blocked = plan.data.blocked !== undefined;
  const partly = kind === "copy" ? undefined : refusePart(access, target.ranges);
  const submit = () => {
    begin.mutate({ kind, what: target.what, plan: plan.data, chosen }, { onSuccess: onStarted });
  };
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked && !begin.isPending && answer()) submit();
      }}
    >
      <div className="min-h-0 flex-1 overflow-auto px-5 pb-3">
        <PlanView
          plan={plan.data}
          {...(chosen.newLeaseSeconds === undefined ? {} : { newLeaseSeconds: chosen.newLeaseSeconds })}
        />
        {partly !== undefined && <p className="mt-3 text-warn">{partly}.</p>}
        {chosen.act.kind === "delete" && (
          <label className="mt-3 flex items-center gap-2">
            <input type="checkbox" checked={chosen.act.keep} onChange={(event) => onKeep(event.target.checked)} />
            Keep deleted keys in this tab for undo
          </label>
        )}
      </div>
      <div data-dialog-footer className="shrink-0 border-t border-line bg-panel px-5 py-3">
        {field !== null && !blocked && <div className="mb-3">{field}</div>}
        {begin.isError && (
          <WriteAlert
            error={begin.error}
            failed="Could not grant the new lease"
            look="No key was changed, and an unused lease expires"
            onLeave={onClose}
          />
        )}
        <div className="flex items-center justify-end gap-2">
          <span className="min-w-0 flex-1 text-muted">
            Skips keys changed since revision {formatGrouped(plan.data.revision)}
          </span>
          {onBack && (
            <Button onClick={onBack}>
              <ArrowLeft /> Back
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant={kind === "delete" ? "danger" : "primary"}
            disabled={!answered || blocked}
            busy={begin.isPending}
          >
            {bulkTitles[kind]} {formatKeyCount(writtenCount(plan.data))}
          </Button>
        </div>
      </div>
    </form>
  );
}
