import type { CompareRow } from "@etcd-explorer/shared/txn/draft/draft";
import { memo, useRef } from "react";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
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

/** One condition. Memoized: a keystroke in one row renders no other. */
export const CompareRowView = memo(function CompareRowView(props: CompareRowViewProps) {
  const { row, wrong, doubtful, holds, seen, acts } = props;
  const field = useRef<HTMLInputElement>(null);
  const isAbsence = row.target === "VERSION" && row.result === "EQUAL" && row.operand === "0";
  return (
    <RowFrame
      id={row.id}
      name="condition"
      wrong={wrong}
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
      />
      <span className="leading-6 text-muted">of</span>
      <KeyInput ref={field} row={row} onChange={acts.setCompare} />
      <RowSelect
        label="Operator"
        value={row.result}
        choices={signs}
        onPick={(result) => acts.setCompare({ ...row, result })}
        className="min-w-8"
      />
      {row.target === "VALUE" ? (
        <ValueInput
          label="Compared with"
          value={row.value}
          invalid={wrong !== undefined}
          formShown
          onChange={(value) => acts.setCompare({ ...row, value })}
        />
      ) : (
        <span className={classNames("relative flex flex-[1.5]", isAbsence ? "min-w-32" : "min-w-20")}>
          <RowInput
            label="Compared with"
            placeholder={row.target === "LEASE" ? "lease ID in hex" : "number"}
            list={row.target === "LEASE" ? "txn-leases" : undefined}
            value={row.operand}
            onChange={(event) => acts.setCompare({ ...row, operand: event.target.value })}
            className="min-w-0 flex-1"
          />
          {isAbsence && (
            <span className="pointer-events-none absolute top-0 left-6 truncate text-sm leading-6 text-muted">
              key is absent
            </span>
          )}
        </span>
      )}
      {holds !== undefined && (
        <Badge tone={holds ? "ok" : "bad"} className="mt-[3px] shrink-0">
          <span title={seen === undefined ? undefined : `Current: ${seen}`}>{holds ? "true now" : "false now"}</span>
        </Badge>
      )}
    </RowFrame>
  );
});
