import { formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import type { OperationRow, RangeRow } from "@etcd-explorer/shared/txn/draft/draft";
import type { ReactNode } from "react";
import { GrantHere } from "./grant-here.tsx";
import { FormSelect, RowInput, RowSelect } from "./row-fields.tsx";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

type OptionRow = Exclude<OperationRow, { kind: "txn" }>;

/** The options that are set, in etcdctl's words, for a row whose options are folded. */
export function summarizeOptions(row: OptionRow): string {
  switch (row.kind) {
    case "put":
      return [row.ignoreLease && "lease unchanged", row.prevKv && "previous value"]
        .filter((part) => part !== false)
        .join(", ");
    case "range":
      return [
        row.keysOnly && "keys only",
        row.countOnly && "count",
        row.limit !== "" && `limit ${row.limit}`,
        row.revision !== "" && `at ${row.revision}`,
        row.sortOrder !== "NONE" && `${row.sortOrder.toLowerCase()}ing by ${row.sortTarget.toLowerCase()}`,
        row.serializable && "serializable",
      ]
        .filter((part) => part !== false)
        .join(", ");
    case "delete":
      return row.prevKv ? "previous values" : "";
    default:
      return row satisfies never;
  }
}

/** All options of an operation. */
export function RowOptions({ row, acts }: { readonly row: OptionRow; readonly acts: BuilderActs }) {
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5 pl-5 text-sm text-muted">
      {row.kind === "put" && (
        <>
          {!row.ignoreLease && (
            <>
              <Labelled words="Lease">
                <RowInput
                  label="Lease"
                  placeholder="none"
                  list="txn-leases"
                  value={row.lease}
                  onChange={(event) => acts.setOperation({ ...row, lease: event.target.value })}
                  className="w-40"
                />
              </Labelled>
              <GrantHere onGranted={(id) => acts.setOperation({ ...row, lease: formatLeaseHex(id) })} />
            </>
          )}
          <Check
            words="Keep lease"
            on={row.ignoreLease}
            onChange={(ignoreLease) => acts.setOperation({ ...row, ignoreLease, lease: ignoreLease ? "" : row.lease })}
          />
          {!row.ignoreValue && (
            <Labelled words="Value format">
              <FormSelect value={row.value} onChange={(value) => acts.setOperation({ ...row, value })} />
            </Labelled>
          )}
          <Check
            words="Keep value"
            on={row.ignoreValue}
            onChange={(ignoreValue) =>
              acts.setOperation({ ...row, ignoreValue, value: ignoreValue ? { form: "text", text: "" } : row.value })
            }
          />
        </>
      )}
      {row.kind === "range" && <ReadOptions row={row} acts={acts} />}
      {row.kind !== "range" && (
        <Check
          words={row.kind === "put" ? "Return previous value" : "Return previous values"}
          on={row.prevKv}
          onChange={(prevKv) => acts.setOperation({ ...row, prevKv })}
        />
      )}
    </div>
  );
}

const orders = [
  ["NONE", "none"],
  ["ASCEND", "ascending"],
  ["DESCEND", "descending"],
] as const;
const targets = [
  ["KEY", "key"],
  ["VERSION", "version"],
  ["CREATE", "create revision"],
  ["MOD", "mod revision"],
  ["VALUE", "value"],
] as const;
const numbers = [
  ["limit", "Limit"],
  ["revision", "At revision"],
  ["minModRevision", "Min mod revision"],
  ["maxModRevision", "Max mod revision"],
  ["minCreateRevision", "Min create revision"],
  ["maxCreateRevision", "Max create revision"],
] as const;

function ReadOptions({ row, acts }: { readonly row: RangeRow; readonly acts: BuilderActs }) {
  const set = (fields: Partial<RangeRow>) => acts.setOperation({ ...row, ...fields });
  return (
    <>
      <Check words="Keys only" on={row.keysOnly} onChange={(keysOnly) => set({ keysOnly })} />
      <Check words="Count only" on={row.countOnly} onChange={(countOnly) => set({ countOnly })} />
      <Check words="Serializable" on={row.serializable} onChange={(serializable) => set({ serializable })} />
      <Labelled words="Sort order">
        <RowSelect
          label="Sort order"
          value={row.sortOrder}
          choices={orders}
          onPick={(sortOrder) => set({ sortOrder })}
        />
        <RowSelect
          label="Sort by"
          value={row.sortTarget}
          choices={targets}
          onPick={(sortTarget) => set({ sortTarget })}
        />
      </Labelled>
      {numbers.map(([name, words]) => (
        <Labelled key={name} words={words}>
          <RowInput
            label={words}
            inputMode="numeric"
            value={row[name]}
            onChange={(event) => set({ [name]: event.target.value })}
            className="w-20"
          />
        </Labelled>
      ))}
    </>
  );
}

function Labelled({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden="true">{words}</span>
      {children}
    </span>
  );
}

interface CheckProps {
  readonly words: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Check({ words, on, onChange }: CheckProps) {
  return (
    <label className="flex items-center gap-1.5 text-text">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-accent"
      />
      {words}
    </label>
  );
}
