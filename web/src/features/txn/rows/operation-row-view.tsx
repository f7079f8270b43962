import type { OperationRow, PutRow } from "@etcd-explorer/shared/txn/draft/draft";
import type { Touched } from "@etcd-explorer/shared/txn/check/txn-dry-run";
import { Settings2 } from "lucide-react";
import { memo, useRef, useState, type Ref } from "react";
import { useShownProblem } from "#/lib/shown-problem.ts";
import { classNames } from "#/ui/class-names.ts";
import { describePut } from "#/features/txn/run/dry-words.ts";
import { keyOptionsId } from "./key-options.tsx";
import { LeaseChip } from "./lease-chip.tsx";
import { kinds, withKind } from "./row-kind.ts";
import { RowFrame } from "./row-frame.tsx";
import { KeyInput, RowInput, RowSelect, ValueInput } from "./row-fields.tsx";
import { RowOptions, summarizeOptions } from "./row-options.tsx";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface OperationRowViewProps {
  readonly row: Exclude<OperationRow, { kind: "txn" }>;
  readonly wrong: string | undefined;
  readonly doubtful: string | undefined;
  /** What it would touch, by the last dry run. */
  readonly touched: Touched | undefined;
  readonly acts: BuilderActs;
}

const tones = {
  put: "border-accent-bg bg-accent-bg text-accent",
  range: "border-line bg-panel text-text",
  delete: "border-bad-bg bg-bad-bg text-bad",
} as const;

/** Kind, key, value or range, and the button of the options; where the list is narrow, the third is below the key. */
const operationColumns =
  "grid-cols-[3.5rem_minmax(0,1fr)_1.25rem] @[27rem]:grid-cols-[3.5rem_minmax(0,5fr)_minmax(0,4fr)_1.25rem]";
const second = "@max-[27rem]:col-start-2 @max-[27rem]:row-start-2";

/** One put, get or delete. Memoized: a keystroke in one row renders no other. */
export const OperationRowView = memo(function OperationRowView(props: OperationRowViewProps) {
  const { row, wrong, doubtful, touched, acts } = props;
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const problem = useShownProblem(wrong, row);
  const options = open ? "" : summarizeOptions(row);
  return (
    <RowFrame
      id={row.id}
      name={row.kind === "range" ? "GET" : row.kind === "put" ? "PUT" : "DEL"}
      columns={operationColumns}
      wrong={problem.shown}
      watch={problem.watch}
      doubtful={doubtful}
      note={row.kind === "put" && touched !== undefined ? `${describePut(touched)}.` : undefined}
      field={field}
      onRemove={acts.remove}
      below={
        <>
          <div className="flex flex-wrap gap-x-2 pl-[82px] empty:hidden">
            {row.kind === "put" && <LeaseChip typed={row.lease} />}
            {options !== "" && <span className="text-sm leading-6 text-muted">{options}</span>}
          </div>
          {open && <RowOptions row={row} acts={acts} />}
        </>
      }
    >
      <RowSelect
        label="Operation"
        value={row.kind}
        choices={kinds}
        onPick={(kind) => acts.setOperation(withKind(row, kind))}
        tone={tones[row.kind]}
        className="font-semibold"
      />
      {row.kind === "put" ? (
        <PutFields ref={field} row={row} invalid={problem.shown !== undefined} acts={acts} />
      ) : (
        <KeyInput
          ref={field}
          row={row}
          count={touched?.count}
          onChange={acts.setOperation}
          className={`${second} max-w-full justify-self-start text-ellipsis`}
        />
      )}
      <button
        type="button"
        aria-label="Options"
        title="Options"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={classNames(
          "flex h-6 items-center justify-self-end px-0.5 hover:text-text",
          "@max-[27rem]:col-start-3 @max-[27rem]:row-start-1",
          open ? "text-accent" : "text-muted",
        )}
      >
        <Settings2 className="size-3.5" />
      </button>
    </RowFrame>
  );
});

function PutFields({
  ref,
  row,
  invalid,
  acts,
}: {
  readonly ref: Ref<HTMLInputElement>;
  readonly row: PutRow;
  readonly invalid: boolean;
  readonly acts: BuilderActs;
}) {
  return (
    <>
      <RowInput
        ref={ref}
        label="Key"
        list={keyOptionsId}
        placeholder="key"
        value={row.key}
        onChange={(event) => acts.setOperation({ ...row, key: event.target.value })}
        className="w-full min-w-0"
      />
      {row.ignoreValue ? (
        <span className={`${second} text-sm leading-6 text-muted`}>value unchanged</span>
      ) : (
        <span className={`${second} flex min-w-0 items-start gap-1.5`}>
          <ValueInput
            label="Value"
            formShown={row.value.form !== "text"}
            value={row.value}
            invalid={invalid}
            onChange={(value) => acts.setOperation({ ...row, value })}
          />
        </span>
      )}
    </>
  );
}
