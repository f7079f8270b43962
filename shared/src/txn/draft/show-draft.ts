/** A transaction put into the fields of a draft: the inverse of read-draft.ts. */
import { equalBytes } from "../../model/bytes.ts";
import { formatLeaseHex, noLease, type Int64 } from "../../model/int64.ts";
import { formatKey } from "../../model/key-text.ts";
import { isOpenEnd, openEnd, prefixEnd, type KeyRange } from "../../model/range.ts";
import type { Compare, Operation, TxnRequest } from "../../model/txn.ts";
import { showBytes } from "./bytes-text.ts";
import {
  newCompareRow,
  newDeleteRow,
  newNestedRow,
  newPutRow,
  newRangeRow,
  type CompareRow,
  type KeyFields,
  type OperationRow,
  type TxnDraft,
} from "./draft.ts";

/** The draft whose fields mean this transaction. */
export function showDraft(request: TxnRequest): TxnDraft {
  return {
    compare: request.compare.map(showCompare),
    success: request.success.map(showOperation),
    failure: request.failure.map(showOperation),
  };
}

function showRange({ key, rangeEnd }: KeyRange): Pick<KeyFields, "key" | "span" | "end"> {
  const start = formatKey(key);
  if (rangeEnd === undefined) return { key: start, span: "key", end: "" };
  // The whole keyspace is the empty prefix; its key on the wire is one zero byte.
  if (isOpenEnd(rangeEnd)) {
    return equalBytes(key, openEnd) ? { key: "", span: "prefix", end: "" } : { key: start, span: "from", end: "" };
  }
  if (key.length > 0 && equalBytes(rangeEnd, prefixEnd(key))) return { key: start, span: "prefix", end: "" };
  return { key: start, span: "range", end: formatKey(rangeEnd) };
}

function showCompare(compare: Compare): CompareRow {
  const { target, result } = compare;
  const row = { ...showRange(compare), target, result };
  switch (compare.target) {
    case "VERSION":
      return newCompareRow({ ...row, operand: compare.version });
    case "CREATE":
      return newCompareRow({ ...row, operand: compare.createRevision });
    case "MOD":
      return newCompareRow({ ...row, operand: compare.modRevision });
    case "LEASE":
      return newCompareRow({ ...row, operand: compare.lease === noLease ? "0" : formatLeaseHex(compare.lease) });
    case "VALUE":
      return newCompareRow({ ...row, value: showBytes(compare.value) });
    default:
      return compare satisfies never;
  }
}

function showOperation(operation: Operation): OperationRow {
  switch (operation.kind) {
    case "put": {
      const { key, value, lease = noLease, prevKv, ignoreValue, ignoreLease } = operation.request;
      return newPutRow({
        key: formatKey(key),
        value: showBytes(value ?? new Uint8Array()),
        lease: lease === noLease ? "" : formatLeaseHex(lease),
        prevKv: prevKv === true,
        ignoreValue: ignoreValue === true,
        ignoreLease: ignoreLease === true,
      });
    }
    case "range": {
      const { request } = operation;
      return newRangeRow({
        ...showRange(request),
        limit: showNumber(request.limit),
        revision: showNumber(request.revision),
        minModRevision: showNumber(request.minModRevision),
        maxModRevision: showNumber(request.maxModRevision),
        minCreateRevision: showNumber(request.minCreateRevision),
        maxCreateRevision: showNumber(request.maxCreateRevision),
        sortOrder: request.sortOrder ?? "NONE",
        sortTarget: request.sortTarget ?? "KEY",
        serializable: request.serializable === true,
        keysOnly: request.keysOnly === true,
        countOnly: request.countOnly === true,
      });
    }
    case "delete":
      return newDeleteRow({ ...showRange(operation.request), prevKv: operation.request.prevKv === true });
    case "txn":
      return newNestedRow(showDraft(operation.request));
    default:
      return operation satisfies never;
  }
}

function showNumber(value: Int64 | undefined): string {
  return value === undefined || value === "0" ? "" : value;
}
