import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { countOf } from "#/components/bulk/bulk-report-words.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { LiveSide } from "./live-side.tsx";
import { ReviewBody } from "./review/review-body.tsx";

interface ApplyDialogProps {
  readonly review: ChangeReview;
  readonly onStarted: (job: number) => void;
  readonly onTxn: () => void;
  readonly onClose: () => void;
}

/** A plan that another screen has made: writes to one side what the other one has. */
export function ApplyDialog({ review, onStarted, onTxn, onClose }: ApplyDialogProps) {
  const { source, target, changes, what } = review;
  return (
    <LiveSide connection={target.connection}>
      <Dialog
        label="Review plan"
        onClose={onClose}
        className="mt-[8vh]! max-h-[84vh]! w-[min(1180px,calc(100vw-48px))]!"
      >
        <div className="flex h-[calc(84vh-2px)] max-h-[760px] flex-col">
          <h2 className="shrink-0 truncate px-5 pt-4 pb-1 text-lg font-semibold">
            Review plan for {target.connection.label}: {countOf(what, changes.length)}
          </h2>
          <p className="shrink-0 px-5 pb-2 text-muted">
            From {source.connection.label} at revision{" "}
            <b className="font-semibold text-text">{formatGrouped(source.revision)}</b> to {target.connection.label},
            read at revision {formatGrouped(target.revision)}.
          </p>
          <ReviewBody review={review} intent="apply" onStarted={onStarted} onTxn={onTxn} onClose={onClose} />
        </div>
      </Dialog>
    </LiveSide>
  );
}
