import { noLease } from "@etcd-explorer/shared/model/int64";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { GitBranchPlus, ScrollText, Search, TriangleAlert, Undo2 } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { actOfMany } from "#/acts/questions.ts";
import { useUnwritable } from "#/api/access/unwritable.ts";
import { refusePart, useAccess } from "#/api/access/access-query.ts";
import { useQuestion } from "#/components/use-question.tsx";
import type { PlanAgain } from "#/stores/jobs/bulk-job.ts";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";
import { ChangeDetail } from "./change-detail.tsx";
import { KindBoxes } from "./kind-boxes.tsx";
import { LeaseField, readLeases, startLeases } from "./lease-field.tsx";
import { ReviewList } from "./review-list.tsx";
import {
  countKinds,
  reviewRows,
  searchRows,
  sizeOfChosen,
  startChosen,
  withChosen,
  type ReviewRow,
} from "./review-model.ts";
import { reviewNotes, sizeWords, submitWords, type ReviewIntent, type ReviewNote } from "./review-words.ts";
import { ScriptView } from "./script-view.tsx";
import { useEndedLeases, useMeasured } from "./use-measured.ts";
import { mostInScript, mostInTxn, scriptName, useStart, type ChosenPlan } from "./use-start.ts";

interface ReviewBodyProps {
  readonly review: ChangeReview;
  readonly intent: ReviewIntent;
  /** The plan that was reviewed before, where this one was made again. */
  readonly before?: ChangeReview | undefined;
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
  const isSameCluster = review.source.connection.id === review.target.connection.id;
  const [rows] = useState(() => reviewRows(review.changes, before?.changes));
  const [picked, setPicked] = useState<ReadonlySet<number>>();
  const [search, setSearch] = useState("");
  const [marked, setMarked] = useState(rows[0]?.at);
  const [leases, setLeases] = useState(() => startLeases(isSameCluster));
  const searchField = useRef<HTMLInputElement>(null);
  const { sizes } = useMeasured(review);
  // What is the same by now is not chosen unless somebody chooses it.
  const chosen =
    picked ?? new Set([...startChosen(rows, intent === "apply")].filter((at) => sizes[at]?.isEqual !== true));
  const shown = searchRows(rows, search);
  const counts = countKinds(rows, chosen);
  const size = sizeOfChosen(rows, chosen, sizes);
  const leased = rows.flatMap(({ at, change }) => {
    const lease = sizes[at]?.lease ?? change.source?.lease ?? noLease;
    return chosen.has(at) && lease !== noLease ? [lease] : [];
  });
  const ended = useEndedLeases([...new Set(leased)]);
  const { start, script, toTxn } = useStart(again);
  const policy = readLeases(leases);
  const { field, answered, answer } = useQuestion(actOfMany("restore", chosen.size), { begins: false });
  const ranges = review.changes.map(({ target }) => ({ key: target }));
  const access = useAccess();
  const unwritable = useUnwritable(ranges.slice(0, 1_000));
  const busy = useLaneRefusal(review.target.connection.id, "keys");
  const refused = unwritable ?? busy;
  const partly = refusePart(access, ranges.slice(0, 1_000));
  const choose = (some: readonly ReviewRow[], isChosen: boolean) => setPicked(withChosen(chosen, some, isChosen));
  const markedRow = rows.find(({ at }) => at === marked);
  const notes = reviewNotes({ rows, chosen, sizes, size, unlisted });

  const plan = (): ChosenPlan | undefined =>
    policy && {
      review: { ...review, changes: rows.filter(({ at }) => chosen.has(at)).map(({ change }) => change) },
      intent,
      leases: policy,
    };
  const withPlan = (use: (chosenPlan: ChosenPlan) => void) => () => {
    const made = plan();
    if (made !== undefined) use(made);
  };
  if (script.data !== undefined) {
    return <ScriptView script={script.data} fileName={scriptName(review.what)} onBack={() => script.reset()} />;
  }
  const failed = script.error ?? toTxn.error;
  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        const made = plan();
        if (made === undefined || chosen.size === 0 || refused !== undefined || !answer()) return;
        onStarted(start(made), made.review);
      }}
    >
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-5 pb-2">
        <KindBoxes intent={intent} rows={rows} counts={counts} onChoose={choose} />
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
          {shown.length === 0 && <p className="p-3 text-muted">No keys match “{search}”</p>}
          <ReviewList
            intent={intent}
            rows={shown}
            sizes={sizes}
            chosen={chosen}
            marked={marked}
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
      <div data-dialog-footer className="flex shrink-0 flex-col gap-2 px-5 pt-2 pb-4">
        {leased.length > 0 && (
          <LeaseField
            form={leases}
            leased={leased.length}
            ended={ended && leased.filter((lease) => ended.has(lease)).length}
            onChange={setLeases}
          />
        )}
        <Notes notes={partly === undefined ? notes : [{ tone: "warn", text: `${partly}.` }, ...notes]} hint={hint} />
        {failed !== null && (
          <p role="alert" className="text-bad">
            Could not read the values. {describeFailure(failureOf(failed))}
          </p>
        )}
        {field !== null && refused === undefined && field}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="min-w-0 flex-1 truncate text-muted" role="status">
            {refused ??
              `${chosen.size.toLocaleString("en")} of ${rows.length.toLocaleString("en")} chosen, ${sizeWords(size)}`}
          </span>
          <Button
            onClick={withPlan((made) => script.mutate(made))}
            busy={script.isPending}
            disabled={chosen.size === 0 || chosen.size > mostInScript || policy === undefined || leases.kind === "new"}
            title={
              leases.kind === "new"
                ? "A script cannot grant the new lease"
                : chosen.size > mostInScript
                  ? `Choose at most ${mostInScript.toLocaleString("en")} keys`
                  : "The same as a shell script"
            }
          >
            <ScrollText /> Show script
          </Button>
          <Button
            onClick={withPlan((made) => toTxn.mutate(made, { onSuccess: onTxn }))}
            busy={toTxn.isPending}
            disabled={chosen.size === 0 || chosen.size > mostInTxn || policy === undefined || leases.kind === "new"}
            title={
              chosen.size > mostInTxn
                ? `Choose at most ${mostInTxn} keys`
                : "Replaces the draft on the transaction screen"
            }
          >
            <GitBranchPlus /> To transaction
          </Button>
          {actions}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant={counts.delete.chosen > 0 ? "danger" : "primary"}
            disabled={!answered || chosen.size === 0 || refused !== undefined || policy === undefined}
            title={refused}
          >
            <Undo2 /> {submitWords(intent, counts)}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Notes({ notes, hint }: { readonly notes: readonly ReviewNote[]; readonly hint: ReactNode }) {
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
