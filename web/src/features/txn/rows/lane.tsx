import type { NestedRow, TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { countOperations, type LaneRef } from "@etcd-explorer/shared/txn/draft/edit-draft";
import type { DryRun } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import { useLayoutEffect, useRef, useState, type DragEvent, type Ref } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { classNames } from "#/ui/class-names.ts";
import { unreadReason, type BuilderModel } from "#/features/txn/builder/builder-model.ts";
import { CompareRowView } from "./compare-row-view.tsx";
import { describeSeen } from "#/features/txn/run/dry-words.ts";
import { OperationRowView } from "./operation-row-view.tsx";
import { kinds, withKind } from "./row-kind.ts";
import { RowFrame } from "./row-frame.tsx";
import { RowSelect } from "./row-fields.tsx";
import { dropIndex, isDroppable, readDrop } from "./row-drag.ts";
import { useRowFocus } from "./row-focus.ts";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface LaneContext {
  readonly model: BuilderModel;
  readonly run: DryRun | undefined;
  readonly acts: BuilderActs;
}

interface LaneProps extends LaneContext {
  readonly at: LaneRef;
  readonly draft: TxnDraft;
  readonly label: string;
  /** The words of the button that adds a row, where no act does. */
  readonly addLabel?: string;
  readonly addAct?: "txn.add-condition" | "txn.add-then" | "txn.add-else";
}

/** One list of rows, onto which rows and keys can be dropped, with a way to add to it. */
export function Lane({ at, draft, label, addLabel, addAct, ...context }: LaneProps) {
  const { acts } = context;
  const [over, setOver] = useState<number>();
  const onDrop = (event: DragEvent<HTMLElement>) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(undefined);
    const dropped = readDrop(event);
    const place = { ...at, index: dropIndex(event.currentTarget, event.clientY) };
    if (dropped === undefined) return;
    if ("row" in dropped) acts.move(dropped.row, place);
    else acts.addKey(dropped, place);
  };
  const focus = useRowFocus();
  const button = useRef<HTMLButtonElement>(null);
  const { owner, lane } = at;
  useLayoutEffect(() => {
    if (button.current === null) return undefined;
    return focus.addButton({ owner, lane }, button.current);
  }, [focus, owner, lane]);
  // A row that is added takes the focus, so that its key can be typed at once.
  const add = () => focus.request({ kind: "row", id: acts.addRow(at), part: "field" });
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- rows are dropped here by the pointer; the keyboard moves them by the arrow keys, on their handle */}
      <ul
        aria-label={label}
        onDragOver={(event) => {
          if (!isDroppable(event)) return;
          event.preventDefault();
          event.stopPropagation();
          setOver(dropIndex(event.currentTarget, event.clientY));
        }}
        onDragLeave={() => setOver(undefined)}
        onDrop={onDrop}
        className={classNames(
          "@container flex min-h-2 flex-col gap-1.5 rounded-md",
          over !== undefined && "outline-2 outline-accent",
        )}
      >
        <LaneRows at={at} draft={draft} {...context} />
      </ul>
      {addAct === undefined ? (
        <Button ref={button} onClick={add} className="mt-1.5">
          <Plus /> {addLabel}
        </Button>
      ) : (
        <AddByAct
          ref={button}
          act={addAct}
          onAdd={add}
          unavailable={context.model.unsendable === unreadReason ? unreadReason : undefined}
        />
      )}
    </>
  );
}

interface AddByActProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly act: NonNullable<LaneProps["addAct"]>;
  readonly onAdd: () => void;
  readonly unavailable: string | undefined;
}

function AddByAct({ ref, act, onAdd, unavailable }: AddByActProps) {
  useAct(act, onAdd, unavailable);
  const words = act === "txn.add-condition" ? "Add condition" : "Add operation";
  return <ActButton ref={ref} act={act} label={words} icon={<Plus />} className="mt-1.5" />;
}

function LaneRows({ at, draft, model, run, acts }: LaneContext & Pick<LaneProps, "at" | "draft">) {
  const problems = (id: string) => ({ wrong: model.wrong.get(id), doubtful: model.doubtful.get(id) });
  if (at.lane === "compare") {
    return draft.compare.map((row) => {
      const judged = run?.conditions.get(model.pathOf.get(row.id) ?? "");
      const seen = judged === undefined ? undefined : describeSeen(row.target, judged, row.span !== "key");
      return (
        <CompareRowView key={row.id} row={row} {...problems(row.id)} holds={judged?.holds} seen={seen} acts={acts} />
      );
    });
  }
  return draft[at.lane].map((row) => {
    if (row.kind === "txn")
      return <NestedRowView key={row.id} row={row} model={model} run={run} acts={acts} {...problems(row.id)} />;
    const touched = run?.touched.get(model.pathOf.get(row.id) ?? "");
    return <OperationRowView key={row.id} row={row} {...problems(row.id)} touched={touched} acts={acts} />;
  });
}

interface NestedRowViewProps extends LaneContext {
  readonly row: NestedRow;
  readonly wrong: string | undefined;
  readonly doubtful: string | undefined;
}

const lanes = [
  ["compare", "IF", "Add condition"],
  ["success", "THEN", "Add operation"],
  ["failure", "ELSE", "Add operation"],
] as const;

/** A transaction within the transaction; it folds to one line. */
function NestedRowView({ row, wrong, doubtful, ...context }: NestedRowViewProps) {
  const { acts, run, model } = context;
  const { folded, draft } = row;
  const problem = useShownProblem(wrong, row);
  const branch = run?.branches.get(model.pathOf.get(row.id) ?? "");
  return (
    <RowFrame
      id={row.id}
      name="nested transaction"
      columns="grid-cols-[3.5rem_minmax(0,1fr)]"
      wrong={problem.shown}
      watch={problem.watch}
      doubtful={doubtful}
      onRemove={acts.remove}
      below={
        !folded && (
          <div className="mt-1.5 ml-2 flex flex-col gap-2 border-l border-line pl-3">
            {lanes.map(([lane, name, addLabel]) => (
              <section key={lane} aria-label={`${name} of nested transaction`}>
                <h3 className="mb-1 flex items-center gap-2 text-sm font-medium text-muted">
                  {name}
                  {branch === lane && <Badge tone={lane === "success" ? "ok" : "warn"}>would run now</Badge>}
                </h3>
                <Lane
                  {...context}
                  at={{ owner: row.id, lane }}
                  draft={draft}
                  label={`Nested ${name}`}
                  addLabel={addLabel}
                />
              </section>
            ))}
          </div>
        )
      }
    >
      <RowSelect
        label="Operation"
        value={row.kind}
        choices={kinds}
        onPick={(kind) => acts.setOperation(withKind(row, kind))}
        tone="border-line bg-panel text-text"
        className="font-semibold"
      />
      <button
        type="button"
        aria-expanded={!folded}
        onClick={() => acts.setOperation({ ...row, folded: !folded })}
        className="flex h-6 min-w-0 flex-1 items-center gap-1 text-left text-muted hover:text-text"
      >
        {folded ? <ChevronRight className="size-3.5 shrink-0" /> : <ChevronDown className="size-3.5 shrink-0" />}
        <span className="truncate">
          Transaction: {draft.compare.length} {draft.compare.length === 1 ? "condition" : "conditions"},{" "}
          {countOperations(draft)} {countOperations(draft) === 1 ? "operation" : "operations"}
        </span>
      </button>
    </RowFrame>
  );
}
