import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { GitBranchPlus, ScrollText, TriangleAlert, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import type { AskedQuestion } from "#/components/use-question.tsx";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { LeaseField } from "./lease-field.tsx";
import { sizeWords, submitWords, type ReviewIntent } from "./review-words.ts";
import type { Review } from "./use-review.ts";
import { mostInScript, mostInTxn, type useStart } from "./use-start.ts";

interface ReviewFooterProps extends Pick<ReturnType<typeof useStart>, "script" | "toTxn"> {
  readonly review: Review;
  readonly intent: ReviewIntent;
  readonly question: AskedQuestion;
  /** What else one should know. */
  readonly hint: ReactNode;
  /** Further buttons, before Cancel. */
  readonly actions: ReactNode;
  readonly onTxn: () => void;
  readonly onClose: () => void;
}

/** Below the changes: leases, warnings, and what can be done with what is chosen. */
export function ReviewFooter(props: ReviewFooterProps) {
  const { review, intent, question, hint, actions, script, toTxn, onTxn, onClose } = props;
  const { rows, chosen, counts, size, leases, refused, hasPolicy, isLost, chosenPlan } = review;
  const failed = script.error ?? toTxn.error;
  const isNewLease = leases.kind === "new";
  const isReady = chosen.size > 0 && hasPolicy && !isLost;
  const tooMany = (most: number) => (chosen.size > most ? `Select at most ${formatGrouped(most)} keys` : undefined);
  return (
    <div data-dialog-footer className="flex shrink-0 flex-col gap-2 px-5 pt-2 pb-4">
      {review.leased.known + review.leased.unknown > 0 && (
        <LeaseField
          form={leases}
          isSameCluster={review.isSameCluster}
          leased={review.leased}
          ended={review.ended}
          onChange={review.setLeases}
        />
      )}
      <Notes notes={review.notes} hint={hint} />
      {failed !== null && (
        <p role="alert" className="text-bad">
          Could not prepare the changes. {describeFailure(failureOf(failed))}
        </p>
      )}
      {refused === undefined && question.field}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <span className="min-w-0 flex-1 truncate text-muted" role="status">
          {refused ?? `${formatGrouped(chosen.size)} of ${formatGrouped(rows.length)} selected, ${sizeWords(size)}`}
        </span>
        <Button
          onClick={() => {
            const plan = chosenPlan();
            if (plan !== undefined) script.mutate(plan);
          }}
          busy={script.isPending}
          disabled={!isReady || isNewLease || tooMany(mostInScript) !== undefined}
          title={
            isNewLease ? "A script cannot grant the new lease" : (tooMany(mostInScript) ?? "The same as a shell script")
          }
        >
          <ScrollText /> Show script
        </Button>
        <Button
          onClick={() => {
            const plan = chosenPlan();
            if (plan !== undefined) toTxn.mutate(plan, { onSuccess: onTxn });
          }}
          busy={toTxn.isPending}
          disabled={!isReady || isNewLease || tooMany(mostInTxn) !== undefined}
          title={
            isNewLease
              ? "A transaction cannot grant the new lease"
              : (tooMany(mostInTxn) ?? "Replaces the draft on the transaction screen")
          }
        >
          <GitBranchPlus /> To transaction
        </Button>
        {actions}
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant={counts.delete.chosen > 0 ? "danger" : "primary"}
          disabled={!question.answered || !isReady || refused !== undefined}
          title={refused}
        >
          <Undo2 /> {submitWords(intent, counts)}
        </Button>
      </div>
    </div>
  );
}

function Notes({ notes, hint }: { readonly notes: Review["notes"]; readonly hint: ReactNode }) {
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {notes.map(({ tone, text }) => (
        <li key={text} className={classNames("flex items-start gap-2", tone === "warn" ? "text-warn" : "text-muted")}>
          {tone === "warn" && <TriangleAlert className="mt-0.5 size-4 shrink-0" />}
          {text}
        </li>
      ))}
      {hint !== undefined && <li className="text-muted">{hint}</li>}
    </ul>
  );
}
