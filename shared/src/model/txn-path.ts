/** Where in a transaction something stands. */
import type { Compare, Operation, TxnRequest } from "./txn.ts";

/** The three lists of a transaction, by etcd's own names: IF, THEN and ELSE. */
export type TxnLane = "compare" | "success" | "failure";

/** A place in a list of a transaction. */
export interface TxnStep {
  readonly lane: TxnLane;
  /** From 0. */
  readonly index: number;
}

/** From the outermost transaction inwards: every step but the last leads into a nested transaction. Empty: the whole. */
export type TxnPath = readonly TxnStep[];

/** The lists as people call them. */
export const laneNames: Readonly<Record<TxnLane, string>> = { compare: "IF", success: "THEN", failure: "ELSE" };

/** The place for people, counted from 1: `THEN 2, IF 1`. */
export function formatTxnPath(path: TxnPath): string {
  return path.map(({ lane, index }) => `${laneNames[lane]} ${index + 1}`).join(", ");
}

/** A condition or an operation with its place. */
export type TxnItem =
  | { readonly kind: "compare"; readonly path: TxnPath; readonly compare: Compare }
  | { readonly kind: "operation"; readonly path: TxnPath; readonly operation: Operation };

/** Everything in a transaction, in its order, what is nested after the operation that holds it. */
export function* listTxnItems(request: TxnRequest, above: TxnPath = []): Generator<TxnItem, void, undefined> {
  for (const [index, compare] of request.compare.entries()) {
    yield { kind: "compare", path: [...above, { lane: "compare", index }], compare };
  }
  for (const lane of ["success", "failure"] as const) {
    for (const [index, operation] of request[lane].entries()) {
      const path = [...above, { lane, index }];
      yield { kind: "operation", path, operation };
      if (operation.kind === "txn") yield* listTxnItems(operation.request, path);
    }
  }
}
