/** What the builder shows about a draft: the transaction that it means, and what is wrong, by row. */
import { checkTxn, isSendable, pathName, type KnownCluster } from "@etcd-explorer/shared/txn/check/txn-check";
import type { TxnDraft } from "@etcd-explorer/shared/txn/draft/draft";
import { countOperations } from "@etcd-explorer/shared/txn/draft/edit-draft";
import { readDraft, type FieldProblem } from "@etcd-explorer/shared/txn/draft/read-draft";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import type { TxnPath } from "@etcd-explorer/shared/model/txn-path";

export interface BuilderModel {
  readonly request: TxnRequest;
  /** Sentences by row ID, one a line; a row without an entry is right. */
  readonly wrong: ReadonlyMap<string, string>;
  /** The same for what etcd would take, but hardly means what it says. */
  readonly doubtful: ReadonlyMap<string, string>;
  /** Row IDs by {@link pathName}: etcd's checks and answers name places, the screen names rows. */
  readonly rowAt: ReadonlyMap<string, string>;
  readonly pathOf: ReadonlyMap<string, string>;
  /** Why it cannot be sent; undefined: it can. */
  readonly unsendable: string | undefined;
  readonly operations: number;
}

/** Why nothing is sent while the text cannot be read: the rows still mean what it said before. */
export const unreadReason = "Invalid text: fix it or use the rows";

/** Builds the model. Pure, and quick enough for every keystroke. `isUnread`: a text stands there that is no transaction. */
export function buildModel(draft: TxnDraft, known: KnownCluster, isUnread = false): BuilderModel {
  const { request, problems: unreadable } = meaningOf(draft);
  const problems = checkTxn(request, known);
  const rowAt = new Map<string, string>(placeRows(draft, []));
  const wrong = new Map<string, string>();
  const doubtful = new Map<string, string>();
  for (const { rowId, message } of unreadable) append(wrong, rowId, message);
  for (const { path, message, severity } of problems) {
    const row = rowAt.get(pathName(path));
    // What a field cannot be read as is said of that field, not of what it is taken for meanwhile.
    if (row === undefined || isUnreadable(unreadable, row)) continue;
    append(severity === "error" ? wrong : doubtful, row, message);
  }
  const empty = draft.compare.length + draft.success.length + draft.failure.length === 0;
  const sendable = unreadable.length === 0 && isSendable(problems);
  return {
    request,
    wrong,
    doubtful,
    rowAt,
    pathOf: new Map([...rowAt].map(([path, row]) => [row, path])),
    unsendable: isUnread
      ? unreadReason
      : empty
        ? "The transaction is empty"
        : sendable
          ? undefined
          : describeWrong(wrong.size),
    operations: countOperations(draft),
  };
}

const meanings = new WeakMap<TxnDraft, ReturnType<typeof readDraft>>();

/**
 * What a draft means: the same object for as long as nobody edits it, whatever is learnt of the cluster meanwhile. A dry
 * run holds for the request that it was made of.
 */
function meaningOf(draft: TxnDraft): ReturnType<typeof readDraft> {
  const known = meanings.get(draft) ?? readDraft(draft);
  meanings.set(draft, known);
  return known;
}

function isUnreadable(problems: readonly FieldProblem[], row: string): boolean {
  return problems.some(({ rowId }) => rowId === row);
}

function append(texts: Map<string, string>, row: string, message: string): void {
  const known = texts.get(row);
  texts.set(row, known === undefined ? message : `${known}\n${message}`);
}

function describeWrong(rows: number): string {
  return rows === 1 ? "1 row has an error" : `${rows} rows have errors`;
}

function* placeRows(draft: TxnDraft, above: TxnPath): Generator<[path: string, row: string]> {
  for (const lane of ["compare", "success", "failure"] as const) {
    for (const [index, row] of draft[lane].entries()) {
      const path: TxnPath = [...above, { lane, index }];
      yield [pathName(path), row.id];
      if ("kind" in row && row.kind === "txn") yield* placeRows(row.draft, path);
    }
  }
}
