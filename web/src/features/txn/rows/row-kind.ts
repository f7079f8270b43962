/** Making one kind of operation into another, keeping what both have. */
import {
  newDeleteRow,
  newNestedRow,
  newPutRow,
  newRangeRow,
  type OperationRow,
} from "@etcd-explorer/shared/txn/draft/draft";

export const kinds: readonly (readonly [OperationRow["kind"], string])[] = [
  ["put", "PUT"],
  ["range", "GET"],
  ["delete", "DEL"],
  ["txn", "TXN"],
];

/** The row as that kind, in the same place. */
export function withKind(row: OperationRow, kind: OperationRow["kind"]): OperationRow {
  if (row.kind === kind) return row;
  const { id } = row;
  const key = row.kind === "txn" ? "" : row.key;
  const range = row.kind === "range" || row.kind === "delete" ? { span: row.span, end: row.end } : {};
  switch (kind) {
    case "put":
      return newPutRow({ id, key });
    case "range":
      return newRangeRow({ id, key, ...range });
    case "delete":
      return newDeleteRow({ id, key, ...range });
    case "txn":
      return { ...newNestedRow(), id };
    default:
      return kind satisfies never;
  }
}
