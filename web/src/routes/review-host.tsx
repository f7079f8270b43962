import { useNavigate } from "@tanstack/react-router";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { showJob } from "#/stores/jobs/jobs.ts";
import { notify } from "#/stores/notices.ts";
import { closeReview, useChangeReview } from "#/stores/review/change-review.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";

const ApplyDialog = lazyDialog(async () => (await import("#/features/apply/apply-dialog.tsx")).ApplyDialog);

/** The review of a plan that a screen has made, over whichever screen of a connection. */
export function ReviewHost() {
  const { connection } = useConnected();
  const navigate = useNavigate();
  const review = useChangeReview((state) => state.review);
  if (review === undefined) return null;
  const { id, label } = review.target.connection;
  return (
    <ApplyDialog
      review={review}
      onClose={closeReview}
      onStarted={(job) => {
        closeReview();
        if (id === connection.id) showJob(job);
        else notify(`Writing to ${label}`, "info", { label: "Show", run: () => void runAct("jobs.show", String(job)) });
      }}
      onTxn={() => {
        closeReview();
        void navigate({ to: "/c/$connection/txn", params: { connection: id } });
      }}
    />
  );
}
