import { failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { ArrowLeft, Equal, RefreshCw } from "lucide-react";
import { useInferredTime } from "#/api/clock/use-revision-time.ts";
import { RevisionTimeText } from "#/components/revision-time.tsx";
import { formatKeyCount } from "#/lib/format.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";
import { ProgressBar } from "#/ui/progress-bar.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import type { PlannedBefore } from "#/features/apply/review/review-model.ts";
import { ReviewBody } from "#/features/apply/review/review-body.tsx";
import type { RestoreScope } from "./restore-scope.ts";
import { useRestorePlan, type ChosenRevision, type RestoreKind } from "./use-restore-plan.ts";

interface RestoreReviewProps {
  readonly scope: RestoreScope;
  readonly kind: RestoreKind;
  readonly wanted: ChosenRevision;
  readonly before: PlannedBefore | undefined;
  readonly onBack: () => void;
  readonly onOldest: () => void;
  readonly onAgain: (review: ChangeReview) => void;
  readonly onStarted: (job: number, review: ChangeReview) => void;
  readonly onTxn: () => void;
  readonly onClose: () => void;
}

/** The comparison with now, and the plan that it gives. Nothing is written before it is confirmed. */
export function RestoreReview(props: RestoreReviewProps) {
  const { scope, kind, wanted, before, onBack, onOldest, onAgain, onStarted, onTxn, onClose } = props;
  const { plan, progress } = useRestorePlan({ scope, kind, wanted });
  const back = (
    <Button onClick={onBack}>
      <ArrowLeft /> Change revision
    </Button>
  );
  if (plan.isError) {
    const failure = failureOf(plan.error);
    return (
      <FailurePanel
        failure={failure}
        advice={failure.kind === "compacted" ? "Choose a newer revision, or the oldest that is left." : undefined}
        actions={
          <>
            {back}
            {failure.kind === "compacted" ? (
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what had the focus is gone
              <Button autoFocus variant="primary" onClick={onOldest}>
                Use oldest available
              </Button>
            ) : (
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- what had the focus is gone
              <Button autoFocus onClick={() => void plan.refetch()}>
                <RefreshCw /> Retry
              </Button>
            )}
          </>
        }
      />
    );
  }
  if (plan.data === undefined || plan.isFetching) {
    const done = (progress?.done.left ?? 0) + (progress?.done.right ?? 0);
    const total = (progress?.total.left ?? 0) + (progress?.total.right ?? 0);
    return (
      <div className="flex flex-1 flex-col items-center justify-center gap-3 p-5" aria-busy="true">
        <div className="flex w-80 max-w-full">
          <ProgressBar label="Comparing" done={done} total={total} />
        </div>
        <p role="status" className="text-muted">
          Comparing{total === 0 ? "" : `: ${formatGrouped(done)} of ${formatKeyCount(total)} read`}. Nothing is written
          yet.
        </p>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    );
  }
  const { review, unlisted } = plan.data;
  if (review.changes.length === 0) {
    return (
      <StatePanel
        icon={<Equal />}
        title={unlisted > 0 ? "Too many differences" : kind === "undelete" ? "No deleted keys" : "No differences"}
        actions={
          <>
            {back}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- what had the focus is gone */}
            <Button autoFocus variant="primary" onClick={onClose}>
              Close
            </Button>
          </>
        }
      >
        <Sides review={review} />
        {unlisted > 0
          ? `${formatKeyCount(unlisted)} to put back, none among the first differences. Restore a smaller folder.`
          : kind === "undelete"
            ? "Every key of that revision exists now."
            : "Every key is as it was at that revision."}
      </StatePanel>
    );
  }
  return (
    <>
      <div className="shrink-0 px-5 pb-2 text-muted">
        <Sides review={review} />
      </div>
      <ReviewBody
        key={review.target.revision}
        review={review}
        intent={kind}
        before={before}
        unlisted={unlisted}
        again="restore.again"
        hint={
          kind === "undelete"
            ? `Keys created after revision ${formatGrouped(review.source.revision)} are not found, even if deleted since.`
            : undefined
        }
        actions={
          <>
            {back}
            <Button
              variant="ghost"
              aria-label="Plan again"
              title="Plan again"
              className="w-7 px-0"
              onClick={() => {
                onAgain(review);
                void plan.refetch();
              }}
            >
              <RefreshCw />
            </Button>
          </>
        }
        onStarted={onStarted}
        onTxn={onTxn}
        onClose={onClose}
      />
    </>
  );
}

function Sides({ review: { source, target } }: { readonly review: ChangeReview }) {
  const time = useInferredTime(source.connection, source.revision);
  return (
    <p>
      From revision <b className="font-semibold text-text">{formatGrouped(source.revision)}</b>
      <RevisionTimeText time={time} before=" (" after=")" /> to now, revision {formatGrouped(target.revision)}.
    </p>
  );
}
