/** What a draft means: the transaction, and everything that keeps it from being one, row by row. */
import { asKey, asValue, type Key } from "../../model/bytes.ts";
import {
  asRevision,
  compareInt64,
  noLease,
  parseInt64,
  parseLeaseHex,
  zeroInt64,
  type Int64,
  type LeaseId,
} from "../../model/int64.ts";
import { parseKeyText } from "../../model/key-text.ts";
import { openEnd, prefixRange, type KeyRange } from "../../model/range.ts";
import type { Compare, Operation, RangeRequest, TxnRequest } from "../../model/txn.ts";
import { readBytesText } from "./bytes-text.ts";
import type { CompareRow, KeyFields, OperationRow, PutRow, RangeRow, TxnDraft } from "./draft.ts";

/** A field that cannot be read. */
export interface FieldProblem {
  readonly rowId: string;
  readonly field: "key" | "end" | "operand" | "value" | "lease" | RangeNumber;
  readonly message: string;
}

export type RangeNumber = (typeof rangeNumbers)[number];

const rangeNumbers = [
  "limit",
  "revision",
  "minModRevision",
  "maxModRevision",
  "minCreateRevision",
  "maxCreateRevision",
] as const;

export interface ReadDraft {
  /** Unreadable fields count as empty in it: send it only where there are no problems. */
  readonly request: TxnRequest;
  readonly problems: readonly FieldProblem[];
}

/** Reads every field of a draft. A row that is the same object as before means the same object as before. */
export function readDraft(draft: TxnDraft): ReadDraft {
  const problems: FieldProblem[] = [];
  return { request: readTxn(draft, problems), problems };
}

function readTxn(draft: TxnDraft, problems: FieldProblem[]): TxnRequest {
  return {
    compare: draft.compare.map((row) => readOnce(knownCompares, row, readCompare, problems)),
    success: draft.success.map((row) => readOnce(knownOperations, row, readOperation, problems)),
    failure: draft.failure.map((row) => readOnce(knownOperations, row, readOperation, problems)),
  };
}

interface Known<Read> {
  readonly read: Read;
  readonly problems: readonly FieldProblem[];
}

// Rows are never changed but replaced, so that what one means is found once: a keystroke reads one row of many.
const knownCompares = new WeakMap<CompareRow, Known<Compare>>();
const knownOperations = new WeakMap<OperationRow, Known<Operation>>();

function readOnce<Row extends object, Read>(
  known: WeakMap<Row, Known<Read>>,
  row: Row,
  read: (row: Row, problems: FieldProblem[]) => Read,
  problems: FieldProblem[],
): Read {
  let found = known.get(row);
  if (found === undefined) {
    const own: FieldProblem[] = [];
    found = { read: read(row, own), problems: own };
    known.set(row, found);
  }
  problems.push(...found.problems);
  return found.read;
}

const emptyKey = asKey(new Uint8Array());
const noBytes = asValue(new Uint8Array());

function readKey(rowId: string, field: "key" | "end", text: string, problems: FieldProblem[]): Key {
  const key = parseKeyText(text);
  if (key !== undefined) return key;
  problems.push({
    rowId,
    field,
    message: String.raw`Use \\ for a backslash and \xNN for a byte.`,
  });
  return emptyKey;
}

function readRange(row: KeyFields, problems: FieldProblem[]): KeyRange {
  const key = readKey(row.id, "key", row.key, problems);
  switch (row.span) {
    case "key":
      return { key };
    case "prefix":
      return prefixRange(key);
    case "from":
      return { key: key.length === 0 ? openEnd : key, rangeEnd: openEnd };
    case "range": {
      const rangeEnd = readKey(row.id, "end", row.end, problems);
      if (rangeEnd.length > 0) return { key, rangeEnd };
      problems.push({ rowId: row.id, field: "end", message: "Enter the end of the range." });
      return { key };
    }
    default:
      return row.span satisfies never;
  }
}

function readNumber(rowId: string, field: FieldProblem["field"], text: string, problems: FieldProblem[]): Int64 {
  const number = parseInt64(text.trim());
  if (number !== undefined && compareInt64(number, zeroInt64) >= 0 && BigInt(number) < 2n ** 63n) return number;
  problems.push({ rowId, field, message: "Enter a whole number (64-bit)." });
  return zeroInt64;
}

function readLease(rowId: string, field: "operand" | "lease", text: string, problems: FieldProblem[]): LeaseId {
  if (text.trim() === "" || /^0+$/.test(text.trim())) return noLease;
  const lease = parseLeaseHex(text.trim());
  if (lease !== undefined && !lease.startsWith("-")) return lease;
  problems.push({ rowId, field, message: "A lease ID has up to 16 hex digits." });
  return noLease;
}

function readCompare(row: CompareRow, problems: FieldProblem[]): Compare {
  const common = { ...readRange(row, problems), result: row.result };
  switch (row.target) {
    case "VERSION":
      return { ...common, target: row.target, version: readNumber(row.id, "operand", row.operand, problems) };
    case "CREATE": {
      const createRevision = asRevision(readNumber(row.id, "operand", row.operand, problems));
      return { ...common, target: row.target, createRevision };
    }
    case "MOD":
      return {
        ...common,
        target: row.target,
        modRevision: asRevision(readNumber(row.id, "operand", row.operand, problems)),
      };
    case "LEASE":
      return { ...common, target: row.target, lease: readLease(row.id, "operand", row.operand, problems) };
    case "VALUE":
      return { ...common, target: row.target, value: readValue(row.id, row.value, problems) };
    default:
      return row.target satisfies never;
  }
}

function readValue(rowId: string, value: PutRow["value"], problems: FieldProblem[]) {
  const bytes = readBytesText(value);
  if (typeof bytes !== "string") return bytes;
  problems.push({ rowId, field: "value", message: bytes });
  return noBytes;
}

function readOperation(row: OperationRow, problems: FieldProblem[]): Operation {
  switch (row.kind) {
    case "put":
      return { kind: "put", request: readPut(row, problems) };
    case "range":
      return { kind: "range", request: readRead(row, problems) };
    case "delete": {
      const range = readRange(row, problems);
      return { kind: "delete", request: { ...range, ...(row.prevKv ? { prevKv: true } : {}) } };
    }
    case "txn":
      return { kind: "txn", request: readTxn(row.draft, problems) };
    default:
      return row satisfies never;
  }
}

function readPut(row: PutRow, problems: FieldProblem[]) {
  // What excludes each other is read all the same: txn-check.ts says so, and nothing is dropped in silence.
  const lease = readLease(row.id, "lease", row.lease, problems);
  const value = readValue(row.id, row.value, problems);
  return {
    key: readKey(row.id, "key", row.key, problems),
    ...(row.ignoreValue && value.length === 0 ? {} : { value }),
    ...(row.ignoreValue ? { ignoreValue: true } : {}),
    ...(lease === noLease ? {} : { lease }),
    ...(row.prevKv ? { prevKv: true } : {}),
    ...(row.ignoreLease ? { ignoreLease: true } : {}),
  };
}

function readRead(row: RangeRow, problems: FieldProblem[]): RangeRequest {
  const numbers: { [Name in RangeNumber]?: Int64 } = {};
  for (const name of rangeNumbers) {
    if (row[name].trim() === "") continue;
    const number = readNumber(row.id, name, row[name], problems);
    if (number !== zeroInt64) numbers[name] = number;
  }
  const { limit, ...revisions } = numbers;
  return {
    ...readRange(row, problems),
    ...(limit === undefined ? {} : { limit }),
    ...asRevisions(revisions),
    ...(row.sortOrder === "NONE" ? {} : { sortOrder: row.sortOrder }),
    ...(row.sortTarget === "KEY" ? {} : { sortTarget: row.sortTarget }),
    ...(row.serializable ? { serializable: true } : {}),
    ...(row.keysOnly ? { keysOnly: true } : {}),
    ...(row.countOnly ? { countOnly: true } : {}),
  };
}

type RevisionName = Exclude<RangeNumber, "limit">;

function asRevisions(numbers: { readonly [Name in RevisionName]?: Int64 }): Pick<RangeRequest, RevisionName> {
  const { revision, minModRevision, maxModRevision, minCreateRevision, maxCreateRevision } = numbers;
  return {
    ...(revision === undefined ? {} : { revision: asRevision(revision) }),
    ...(minModRevision === undefined ? {} : { minModRevision: asRevision(minModRevision) }),
    ...(maxModRevision === undefined ? {} : { maxModRevision: asRevision(maxModRevision) }),
    ...(minCreateRevision === undefined ? {} : { minCreateRevision: asRevision(minCreateRevision) }),
    ...(maxCreateRevision === undefined ? {} : { maxCreateRevision: asRevision(maxCreateRevision) }),
  };
}
