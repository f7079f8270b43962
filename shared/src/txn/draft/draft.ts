/**
 * A transaction while it is being built: what stands in each field, right or not yet. Pure data, so that it can be
 * kept, shared and undone; {@link readDraft} in read-draft.ts says what it means.
 */
import type { CompareOperand, CompareResult, SortOrder, SortTarget } from "../../model/txn.ts";

/** How the bytes of a value are typed. `json` is text that must be JSON, and is sent as it is typed. */
export type BytesForm = "text" | "json" | "hex";

export interface BytesText {
  readonly form: BytesForm;
  readonly text: string;
}

/** What of the keyspace a row is about: one key, all that start with it, from it up to an end, or from it on. */
export type Span = "key" | "prefix" | "range" | "from";

export interface KeyFields {
  /** Names the row for as long as it lives, whatever place it has. */
  readonly id: string;
  /** As key-text.ts writes keys. */
  readonly key: string;
  readonly span: Span;
  /** Where `span` is `range`: the end, as a key. */
  readonly end: string;
}

export interface CompareRow extends KeyFields {
  readonly target: CompareOperand["target"];
  readonly result: CompareResult;
  /** For every target but VALUE: a decimal number; for LEASE hex, as etcdctl prints leases. */
  readonly operand: string;
  readonly value: BytesText;
}

export interface PutRow {
  readonly kind: "put";
  readonly id: string;
  readonly key: string;
  readonly value: BytesText;
  /** Hex; empty: no lease. */
  readonly lease: string;
  readonly prevKv: boolean;
  readonly ignoreValue: boolean;
  readonly ignoreLease: boolean;
}

export interface RangeRow extends KeyFields {
  readonly kind: "range";
  /** Numbers as decimal text; empty: not set. */
  readonly limit: string;
  readonly revision: string;
  readonly minModRevision: string;
  readonly maxModRevision: string;
  readonly minCreateRevision: string;
  readonly maxCreateRevision: string;
  readonly sortOrder: SortOrder;
  readonly sortTarget: SortTarget;
  readonly serializable: boolean;
  readonly keysOnly: boolean;
  readonly countOnly: boolean;
}

export interface DeleteRow extends KeyFields {
  readonly kind: "delete";
  readonly prevKv: boolean;
}

export interface NestedRow {
  readonly kind: "txn";
  readonly id: string;
  readonly folded: boolean;
  readonly draft: TxnDraft;
}

export type OperationRow = PutRow | RangeRow | DeleteRow | NestedRow;

export interface TxnDraft {
  readonly compare: readonly CompareRow[];
  readonly success: readonly OperationRow[];
  readonly failure: readonly OperationRow[];
}

export const emptyDraft: TxnDraft = { compare: [], success: [], failure: [] };

/** A name for a new row, different from every other in this browser. */
export function newRowId(): string {
  return crypto.randomUUID();
}

/** A condition as it is first added: that the key is absent. */
export function newCompareRow(fields: Partial<CompareRow> = {}): CompareRow {
  return {
    id: newRowId(),
    key: "",
    span: "key",
    end: "",
    target: "VERSION",
    result: "EQUAL",
    operand: "0",
    value: { form: "text", text: "" },
    ...fields,
  };
}

/** A put as it is first added. */
export function newPutRow(fields: Partial<PutRow> = {}): PutRow {
  return {
    kind: "put",
    id: newRowId(),
    key: "",
    value: { form: "text", text: "" },
    lease: "",
    prevKv: false,
    ignoreValue: false,
    ignoreLease: false,
    ...fields,
  };
}

/** A read as it is first added. */
export function newRangeRow(fields: Partial<RangeRow> = {}): RangeRow {
  return {
    kind: "range",
    id: newRowId(),
    key: "",
    span: "key",
    end: "",
    limit: "",
    revision: "",
    minModRevision: "",
    maxModRevision: "",
    minCreateRevision: "",
    maxCreateRevision: "",
    sortOrder: "NONE",
    sortTarget: "KEY",
    serializable: false,
    keysOnly: false,
    countOnly: false,
    ...fields,
  };
}

/** A delete as it is first added. */
export function newDeleteRow(fields: Partial<DeleteRow> = {}): DeleteRow {
  return { kind: "delete", id: newRowId(), key: "", span: "key", end: "", prevKv: false, ...fields };
}

/** A transaction within the transaction, empty. */
export function newNestedRow(draft: TxnDraft = emptyDraft): NestedRow {
  return { kind: "txn", id: newRowId(), folded: false, draft };
}
