/**
 * Rows that were made anew from text, recognised as those that stand there already: whoever edits one line of it keeps
 * all other rows as they are, with their IDs, so that nothing on the screen folds, loses the focus or is drawn again.
 */
import type { CompareRow, NestedRow, OperationRow, TxnDraft } from "./draft.ts";
import { kindOf, meaningOf, reconcileRow, sameFields, type Row } from "./reconcile-row.ts";

interface Placed<R extends Row> {
  readonly lane: string;
  readonly index: number;
  readonly row: R;
}

/**
 * The draft that means what `after` means, made of the rows of `before` as far as they match: first those that mean the
 * same, then by key, then by kind and place. `before` itself where nothing changed.
 */
export function reconcileDraft(before: TxnDraft, after: TxnDraft): TxnDraft {
  const found = new Map<Row, Row>();
  matchRows(place("compare", before.compare), place("compare", after.compare), found);
  matchRows(
    [...place("success", before.success), ...place("failure", before.failure)],
    [...place("success", after.success), ...place("failure", after.failure)],
    found,
  );
  const compare = sameList(
    before.compare,
    after.compare.map((row) => reconcileCompare(found.get(row), row)),
  );
  const success = sameList(
    before.success,
    after.success.map((row) => reconcileOperation(found.get(row), row)),
  );
  const failure = sameList(
    before.failure,
    after.failure.map((row) => reconcileOperation(found.get(row), row)),
  );
  const same = compare === before.compare && success === before.success && failure === before.failure;
  return same ? before : { compare, success, failure };
}

function place<R extends Row>(lane: string, rows: readonly R[]): Placed<R>[] {
  return rows.map((row, index) => ({ lane, index, row }));
}

/** By what rows are known again, the surest way first. A way without a name for a row leaves it to the next. */
const ways: readonly ((placed: Placed<Row>) => string | undefined)[] = [
  ({ lane, index, row }) => named(`${lane} ${index}`, meaningOf(row)),
  ({ lane, row }) => named(lane, meaningOf(row)),
  ({ row }) => meaningOf(row),
  ({ lane, row }) => named(`${lane} ${kindOf(row)}`, keyOf(row)),
  ({ row }) => named(kindOf(row), keyOf(row)),
  ({ lane, row }) => named(lane, keyOf(row)),
  ({ lane, row }) => `${lane} ${kindOf(row)}`,
  ({ lane, row }) => (kindOf(row) === "txn" ? undefined : lane),
];

function named(kind: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${kind} ${name}`;
}

function keyOf(row: Row): string | undefined {
  return "key" in row ? row.key : undefined;
}

/** Notes in `found` which row of `before` each row of `after` is. */
function matchRows(before: readonly Placed<Row>[], after: readonly Placed<Row>[], found: Map<Row, Row>): void {
  const same = (one: Placed<Row> | undefined, two: Placed<Row> | undefined) =>
    one !== undefined && two !== undefined && one.lane === two.lane && sameFields(one.row, two.row);
  // Most edits are of one line: what is the same above and below it is told quickly.
  let start = 0;
  while (same(before[start], after[start])) start++;
  let end = 0;
  const shorter = Math.min(before.length, after.length);
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end++;
  const note = (one: Placed<Row> | undefined, two: Placed<Row> | undefined) => {
    if (one !== undefined && two !== undefined) found.set(two.row, one.row);
  };
  for (let at = 0; at < start; at++) note(before[at], after[at]);
  for (let at = 1; at <= end; at++) note(before.at(-at), after.at(-at));
  let [left, open] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  for (const way of ways) {
    if (left.length === 0 || open.length === 0) return;
    const waiting = Map.groupBy(left, way);
    const taken = new Set<Placed<Row>>();
    open = open.filter((placed) => {
      const name = way(placed);
      const match = name === undefined ? undefined : waiting.get(name)?.shift();
      if (match === undefined) return true;
      taken.add(match);
      note(match, placed);
      return false;
    });
    left = left.filter((placed) => !taken.has(placed));
  }
}

function reconcileCompare(before: Row | undefined, after: CompareRow): CompareRow {
  return before === undefined ? after : reconcileRow(before, after);
}

function reconcileOperation(before: Row | undefined, after: OperationRow): OperationRow {
  if (before === undefined) return after;
  if (after.kind !== "txn") return reconcileRow(before, after);
  return "kind" in before && before.kind === "txn" ? reconcileNested(before, after) : after;
}

function reconcileNested(before: NestedRow, after: NestedRow): NestedRow {
  const draft = reconcileDraft(before.draft, after.draft);
  return draft === before.draft ? before : { ...before, draft };
}

/** The list as it was where its rows are the same objects. */
function sameList<R extends Row>(before: readonly R[], after: readonly R[]): readonly R[] {
  return before.length === after.length && after.every((row, at) => row === before[at]) ? before : after;
}
