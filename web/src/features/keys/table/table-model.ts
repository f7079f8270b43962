/** The flat table: its columns, and how they sort. Pure. */
import { compareBytes } from "@etcd-explorer/shared/model/bytes";
import { compareInt64, formatGrouped, formatLeaseHex, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";

export const columns = ["version", "created", "modified", "lease", "size", "value"] as const;

export type Column = (typeof columns)[number];
/** Those that a list of keys tells; of values only what is in sight is read, and nothing can be sorted by it. */
export type FactColumn = Exclude<Column, "size" | "value">;
export type SortColumn = FactColumn | "key";

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export const columnWords: Record<Column | "key", string> = {
  key: "Key",
  version: "Version",
  created: "Created",
  modified: "Modified",
  lease: "Lease",
  size: "Size",
  value: "Value",
};

/** Whether the table can be sorted by a column. */
export function isSortable(column: Column | "key"): column is SortColumn {
  return column !== "size" && column !== "value";
}

/** A sort as the address spells it: `-modified` begins with the largest. */
export function formatSort({ column, descending }: Sort): string {
  return `${descending ? "-" : ""}${column}`;
}

/** Reads it; anything else, or nothing: by key. */
export function parseSort(text: string | undefined): Sort {
  const descending = text?.startsWith("-") === true;
  const name = descending ? text?.slice(1) : text;
  const column = (["key", ...columns] as const).find((each) => each === name);
  return column !== undefined && isSortable(column) ? { column, descending } : { column: "key", descending: false };
}

/** What stands in a cell. */
export function cellText(facts: KeyFacts, column: FactColumn): string {
  switch (column) {
    case "version":
      return formatGrouped(facts.version);
    case "created":
      return formatGrouped(facts.createRevision);
    case "modified":
      return formatGrouped(facts.modRevision);
    case "lease":
      return facts.lease === noLease ? "" : formatLeaseHex(facts.lease);
    default:
      return column satisfies never;
  }
}

function compareBy(column: FactColumn, a: KeyFacts, b: KeyFacts): number {
  switch (column) {
    case "version":
      return compareInt64(a.version, b.version);
    case "created":
      return compareInt64(a.createRevision, b.createRevision);
    case "modified":
      return compareInt64(a.modRevision, b.modRevision);
    case "lease":
      return compareInt64(a.lease, b.lease);
    default:
      return column satisfies never;
  }
}

/** The rows in the order of a column; those that are equal in it stay in key order. They come in key order. */
export function sortRows(rows: readonly KeyFacts[], { column, descending }: Sort): readonly KeyFacts[] {
  if (column === "key") return descending ? rows.toReversed() : rows;
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compareBy(column, a, b) || compareBytes(a.key, b.key));
}

/** What a press on a column's head sorts by: ascending first, then the other way. */
export function nextSort(sort: Sort, column: SortColumn): Sort {
  return { column, descending: sort.column === column && !sort.descending };
}

/** What the sorting covers, said honestly: `5,000 of 1,204,331 keys loaded, only those are sorted`. */
export function describeLoaded(loaded: number, count: number, sort: Sort): string {
  const whole = loaded >= count;
  const words = whole
    ? `${formatGrouped(count)} keys, all loaded`
    : `${formatGrouped(loaded)} of ${formatGrouped(count)} keys loaded`;
  const inOrder = sort.column === "key" && !sort.descending;
  return inOrder || whole ? words : `${words}, only those are sorted`;
}
