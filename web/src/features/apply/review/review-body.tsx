import { Search } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { actOfMany } from "#/acts/questions.ts";
import { useQuestion } from "#/components/use-question.tsx";
import type { PlanAgain } from "#/stores/jobs/bulk-job.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";
import { ChangeDetail } from "./change-detail.tsx";
import { KindBoxes } from "./kind-boxes.tsx";
import { ReviewFooter } from "./review-footer.tsx";
import { ReviewList } from "./review-list.tsx";
import { scriptName, type ReviewIntent } from "./review-words.ts";
import type { PlannedBefore } from "./review-model.ts";
import { ScriptView } from "./script-view.tsx";
import { useReview } from "./use-review.ts";
import { useStart } from "./use-start.ts";

interface ReviewBodyProps {
  readonly review: ChangeReview;
  readonly intent: ReviewIntent;
  /** The plan that was reviewed before, where this one was made again. */
  readonly before?: PlannedBefore | undefined;
  /** Differences that are not listed. */
  readonly unlisted?: number;
  readonly again?: PlanAgain;
  /** What else one should know. */
  readonly hint?: ReactNode;
  /** Further buttons, before Cancel. */
  readonly actions?: ReactNode;
  readonly onStarted: (job: number, review: ChangeReview) => void;
  /** The chosen changes stand in the transaction of the target's connection. */
  readonly onTxn: () => void;
  readonly onClose: () => void;
}

/** A plan of changes: what is written where, chosen one by one, with what one should know before it is begun. */
export function ReviewBody(props: ReviewBodyProps) {
  const { review, intent, before, unlisted = 0, again, hint, actions, onStarted, onTxn, onClose } = props;
  const model = useReview({ review, intent, before, unlisted });
  const { rows, sizes, chosen, choose, search, setSearch, markedRow, setMarked } = model;
  const searchField = useRef<HTMLInputElement>(null);
  const { start, script, toTxn } = useStart(again);
  const question = useQuestion(actOfMany("restore", chosen.size));
  if (script.data !== undefined) {
    const { said, secrets } = script.data;
    const fileName = scriptName(intent, review.what);
    return <ScriptView script={said} secrets={secrets} fileName={fileName} onBack={() => script.reset()} />;
  }
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        const plan = model.chosenPlan();
        if (plan !== undefined && model.refused === undefined && question.answer()) onStarted(start(plan), plan.review);
      }}
    >
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-5 pb-2">
        <KindBoxes intent={intent} rows={rows} counts={model.counts} onChoose={choose} />
        <span className="flex-1" />
        <label className="relative w-64 max-w-full">
          <span className="sr-only">Search keys</span>
          <Search className="pointer-events-none absolute top-1.5 left-2 size-4 text-faint" />
          <input
            ref={searchField}
            type="search"
            placeholder="Search keys"
            spellCheck={false}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              // It sends nothing: it only narrows the list.
              if (event.key === "Enter") event.preventDefault();
            }}
            className={classNames(inputLook, "pl-8")}
          />
        </label>
      </div>
      <div className="mx-5 grid min-h-40 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] divide-x divide-line overflow-hidden rounded-md border border-line">
        <div className="min-h-0">
          {model.shown.length === 0 && <p className="p-3 text-muted">No keys match “{search}”</p>}
          <ReviewList
            intent={intent}
            rows={model.shown}
            sizes={sizes}
            chosen={chosen}
            marked={markedRow?.at}
            onMark={setMarked}
            onChoose={choose}
            onSearch={() => searchField.current?.focus()}
          />
        </div>
        {markedRow === undefined ? (
          <div />
        ) : (
          <ChangeDetail review={review} row={markedRow} size={sizes[markedRow.at]} />
        )}
      </div>
      <ReviewFooter
        review={model}
        intent={intent}
        question={question}
        hint={hint}
        actions={actions}
        script={script}
        toTxn={toTxn}
        onTxn={onTxn}
        onClose={onClose}
      />
    </form>
  );
}
