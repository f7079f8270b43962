/** Edits of a draft. Each gives a new draft in which every row that did not change is the same object as before. */
import { newRowId, type CompareRow, type NestedRow, type OperationRow, type TxnDraft } from "./draft.ts";
import type { TxnLane } from "../../model/txn-path.ts";

/** A list of rows: of the transaction itself (`owner` empty), or of the nested one whose row has the ID `owner`. */
export interface LaneRef {
  readonly owner: string;
  readonly lane: TxnLane;
}

export type OperationLane = Exclude<TxnLane, "compare">;

type Row = CompareRow | OperationRow;

/** Applies `change` to the draft that owns a lane: the whole, or a nested one. */
function inOwner(draft: TxnDraft, owner: string, change: (inner: TxnDraft) => TxnDraft): TxnDraft {
  if (owner === "") return change(draft);
  return mapNested(draft, (row) =>
    row.id === owner ? { ...row, draft: change(row.draft) } : withInner(row, inOwner(row.draft, owner, change)),
  );
}

function withInner(row: NestedRow, inner: TxnDraft): NestedRow {
  return inner === row.draft ? row : { ...row, draft: inner };
}

/** The same draft where `change` changes nothing. */
function mapNested(draft: TxnDraft, change: (row: NestedRow) => NestedRow): TxnDraft {
  const map = (rows: readonly OperationRow[]): readonly OperationRow[] => {
    const next = rows.map((row) => (row.kind === "txn" ? change(row) : row));
    return next.some((row, at) => row !== rows[at]) ? next : rows;
  };
  const [success, failure] = [map(draft.success), map(draft.failure)];
  return success === draft.success && failure === draft.failure ? draft : { ...draft, success, failure };
}

/** Puts a condition into a list, at `index` or at its end. */
export function addCompare(draft: TxnDraft, owner: string, row: CompareRow, index?: number): TxnDraft {
  return inOwner(draft, owner, (inner) => ({
    ...inner,
    compare: inner.compare.toSpliced(index ?? inner.compare.length, 0, row),
  }));
}

/** Puts an operation into a list, at `index` or at its end. */
export function addOperation(
  draft: TxnDraft,
  { owner, lane }: { readonly owner: string; readonly lane: OperationLane },
  row: OperationRow,
  index?: number,
): TxnDraft {
  return inOwner(draft, owner, (inner) => ({
    ...inner,
    [lane]: inner[lane].toSpliced(index ?? inner[lane].length, 0, row),
  }));
}

/** Replaces a condition, by its ID. */
export function setCompare(draft: TxnDraft, row: CompareRow): TxnDraft {
  if (draft.compare.some(({ id }) => id === row.id)) {
    return { ...draft, compare: draft.compare.map((known) => (known.id === row.id ? row : known)) };
  }
  return mapNested(draft, (nested) => withInner(nested, setCompare(nested.draft, row)));
}

/** Replaces an operation, by its ID. */
export function setOperation(draft: TxnDraft, row: OperationRow): TxnDraft {
  for (const lane of ["success", "failure"] as const) {
    if (draft[lane].some(({ id }) => id === row.id)) {
      return { ...draft, [lane]: draft[lane].map((known) => (known.id === row.id ? row : known)) };
    }
  }
  return mapNested(draft, (nested) => withInner(nested, setOperation(nested.draft, row)));
}

/** A row with the list that it stands in and its place there. */
export interface PlacedRow extends LaneRef {
  readonly index: number;
  readonly row: Row;
  readonly length: number;
}

/** Where a row stands. */
export function findRow(draft: TxnDraft, id: string, owner = ""): PlacedRow | undefined {
  for (const lane of ["compare", "success", "failure"] as const) {
    const rows: readonly Row[] = draft[lane];
    const index = rows.findIndex((row) => row.id === id);
    const row = rows[index];
    if (row !== undefined) return { owner, lane, index, row, length: rows.length };
  }
  for (const row of [...draft.success, ...draft.failure]) {
    const found = row.kind === "txn" ? findRow(row.draft, id, row.id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The row that is left in the place of one that goes: the one after it, else before it. Undefined: its list is empty then. */
export function neighbourOf(draft: TxnDraft, { owner, lane, index }: PlacedRow): Row | undefined {
  const within = owner === "" ? draft : nestedOf(draft, owner);
  return within?.[lane][index + 1] ?? within?.[lane][index - 1];
}

function nestedOf(draft: TxnDraft, id: string): TxnDraft | undefined {
  const row = findRow(draft, id)?.row;
  return row !== undefined && "kind" in row && row.kind === "txn" ? row.draft : undefined;
}

/** Takes a row out. */
export function removeRow(draft: TxnDraft, id: string): TxnDraft {
  const found = findRow(draft, id);
  if (found === undefined) return draft;
  return inOwner(draft, found.owner, (inner) => ({
    ...inner,
    [found.lane]: inner[found.lane].toSpliced(found.index, 1),
  }));
}

/**
 * Puts a row into another place: conditions among conditions, operations among operations, never into themselves.
 * `index` counts in the list as it is before the move. The same draft where it cannot be.
 */
export function moveRow(draft: TxnDraft, id: string, to: LaneRef & { readonly index: number }): TxnDraft {
  const found = findRow(draft, id);
  if (found === undefined || (found.lane === "compare") !== (to.lane === "compare")) return draft;
  const { row } = found;
  if ("kind" in row && row.kind === "txn" && (to.owner === id || findRow(row.draft, to.owner) !== undefined))
    return draft;
  const within = found.owner === to.owner && found.lane === to.lane;
  const index = within && found.index < to.index ? to.index - 1 : to.index;
  if (within && index === found.index) return draft;
  const without = removeRow(draft, id);
  if (!("kind" in row)) return addCompare(without, to.owner, row, index);
  return to.lane === "compare" ? draft : addOperation(without, { owner: to.owner, lane: to.lane }, row, index);
}

/** One place up (-1) or down (1) in its list. */
export function shiftRow(draft: TxnDraft, id: string, by: -1 | 1): TxnDraft {
  const found = findRow(draft, id);
  if (found === undefined) return draft;
  const index = found.index + (by === 1 ? 2 : -1);
  return index < 0 || index > found.length ? draft : moveRow(draft, id, { ...found, index });
}

/** From THEN to the end of ELSE, or back. */
export function switchLane(draft: TxnDraft, id: string): TxnDraft {
  const found = findRow(draft, id);
  if (found === undefined || found.lane === "compare") return draft;
  const lane = found.lane === "success" ? "failure" : "success";
  return moveRow(draft, id, { owner: found.owner, lane, index: Number.MAX_SAFE_INTEGER });
}

/** The same row again, below itself. */
export function duplicateRow(draft: TxnDraft, id: string): TxnDraft {
  const found = findRow(draft, id);
  if (found === undefined) return draft;
  const { row, owner, lane, index } = found;
  if (!("kind" in row)) return addCompare(draft, owner, { ...row, id: newRowId() }, index + 1);
  return lane === "compare" ? draft : addOperation(draft, { owner, lane }, copyOf(row), index + 1);
}

function copyOf(row: OperationRow): OperationRow {
  if (row.kind !== "txn") return { ...row, id: newRowId() };
  const { compare, success, failure } = row.draft;
  const inner = {
    compare: compare.map((condition) => ({ ...condition, id: newRowId() })),
    success: success.map(copyOf),
    failure: failure.map(copyOf),
  };
  return { ...row, id: newRowId(), draft: inner };
}

/** The rows in their order, each with its place as etcd's checks name it. */
export function* listRows(draft: TxnDraft): Generator<Row, void, undefined> {
  yield* draft.compare;
  for (const row of [...draft.success, ...draft.failure]) {
    yield row;
    if (row.kind === "txn") yield* listRows(row.draft);
  }
}

/** How many operations there are, nested ones included; a nested transaction is itself one. */
export function countOperations(draft: TxnDraft): number {
  let count = 0;
  for (const row of listRows(draft)) if ("kind" in row) count++;
  return count;
}
