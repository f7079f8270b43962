/** How deep transactions may stand in each other: deeper ones can be drawn by no screen, and nobody writes them. */

/** So many transactions one within the other, the outermost not counted. */
export const mostNested = 16;

export const nestedTooDeep: string = `Transactions can be nested ${mostNested} levels deep at most.`;

/** Whether parsed JSON goes deeper than any transaction of that many levels, in whichever form. Never runs out of stack. */
export function isNestedTooDeep(json: unknown): boolean {
  // A level is three in JSON: a list, an operation in it, and its transaction. What is around it and in it adds a few.
  const mostDeep = (mostNested + 1) * 3 + 6;
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > mostDeep) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}

/** How many transactions stand within one, each in the other: of a draft or of a request. */
export function nestedLevels({ success, failure }: Nesting): number {
  return Math.max(0, ...[...success, ...failure].map(levelsOf));
}

interface Nesting {
  readonly success: readonly Nested[];
  readonly failure: readonly Nested[];
}

/** An operation, or the row of one; a transaction holds what is in it as `draft` or as `request`. */
type Nested =
  | { readonly kind: "txn"; readonly draft: Nesting }
  | { readonly kind: "txn"; readonly request: Nesting }
  | { readonly kind: "put" | "range" | "delete" };

function levelsOf(operation: Nested): number {
  if (operation.kind !== "txn") return 0;
  return 1 + nestedLevels("draft" in operation ? operation.draft : operation.request);
}
