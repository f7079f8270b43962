import type { CompareRow } from "@etcd-explorer/shared/txn/draft/draft";
import { memo, useRef } from "react";
import { Badge } from "#/ui/badge.tsx";
import { useShownProblem } from "#/lib/shown-problem.ts";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";
import { RowFrame } from "./row-frame.tsx";
import { KeyInput, RowInput, RowSelect, ValueInput } from "./row-fields.tsx";

interface CompareRowViewProps {
  readonly row: CompareRow;
  readonly wrong: string | undefined;
  readonly doubtful: string | undefined;
  /** Whether it holds now, by the last dry run; undefined: not known. */
  readonly holds: boolean | undefined;
  /** What it saw. */
  readonly seen: string | undefined;
  readonly acts: BuilderActs;
}

const targets = [
  ["VERSION", "version"],
  ["MOD", "mod revision"],
  ["CREATE", "create revision"],
  ["VALUE", "value"],
  ["LEASE", "lease"],
] as const;
const signs = [
  ["EQUAL", "="],
  ["NOT_EQUAL", "≠"],
  ["LESS", "<"],
  ["GREATER", ">"],
] as const;

/** Target, key, range, operator and operand: in one line, or in two or three where the list is narrow. */
const columns =
  "grid-cols-[2.25rem_minmax(0,1fr)_5.5rem] @[26rem]:grid-cols-[8.5rem_minmax(0,1fr)_5.5rem] @[42rem]:grid-cols-[8.5rem_auto_minmax(0,1fr)_5.5rem_2.25rem_minmax(0,1fr)_auto]";

/** One condition. Memoized: a keystroke in one row renders no other. */
export const CompareRowView = memo(function CompareRowView(props: CompareRowViewProps) {
  const { row, wrong, doubtful, holds, seen, acts } = props;
  const field = useRef<HTMLInputElement>(null);
  const problem = useShownProblem(wrong, row);
  const isAbsence =
    (row.target === "VERSION" || row.target === "CREATE") && row.result === "EQUAL" && row.operand === "0";
  return (
    <RowFrame
      id={row.id}
      name="condition"
      columns={columns}
      wrong={problem.shown}
      watch={problem.watch}
      doubtful={doubtful}
      note={holds === false && seen !== undefined ? `Current: ${seen}` : undefined}
      field={field}
      onRemove={acts.remove}
    >
      <RowSelect
        label="Compare target"
        value={row.target}
        choices={targets}
        onPick={(target) => acts.setCompare({ ...row, target })}
        className="@max-[26rem]:col-span-3"
      />
      <span className="leading-6 text-muted @max-[42rem]:hidden">of</span>
      <KeyInput ref={field} row={row} onChange={acts.setCompare} keyClassName="@max-[26rem]:col-span-2" />
      <RowSelect
        label="Operator"
        value={row.result}
        choices={signs}
        onPick={(result) => acts.setCompare({ ...row, result })}
        className="@max-[42rem]:w-9 @max-[42rem]:justify-self-end"
      />
      {row.target === "VALUE" ? (
        <span className="flex min-w-0 items-start gap-1.5 @max-[26rem]:col-span-2">
          <ValueInput
            label="Compared with"
            value={row.value}
            invalid={problem.shown !== undefined}
            formShown
            onChange={(value) => acts.setCompare({ ...row, value })}
          />
        </span>
      ) : (
        <span className="relative flex min-w-0 @max-[26rem]:col-span-2">
          <RowInput
            label="Compared with"
            placeholder={row.target === "LEASE" ? "lease ID in hex" : "number"}
            list={row.target === "LEASE" ? "txn-leases" : undefined}
            value={row.operand}
            onChange={(event) => acts.setCompare({ ...row, operand: event.target.value })}
            className="w-0 min-w-0 flex-1"
          />
          {isAbsence && (
            <span className="pointer-events-none absolute top-0 left-6 truncate text-sm leading-6 text-muted">
              key is absent
            </span>
          )}
        </span>
      )}
      {holds !== undefined && (
        <Badge tone={holds ? "ok" : "bad"} className="mt-[3px] w-[68px] justify-center">
          <span title={seen === undefined ? undefined : `Current: ${seen}`}>{holds ? "true now" : "false now"}</span>
        </Badge>
      )}
    </RowFrame>
  );
});
