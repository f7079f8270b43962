/** The writes of a plan of changes, all at once: for a transaction or a script, where they are few. */
import { FailureError } from "../../model/failure.ts";
import type { LeftOut } from "../bulk/bulk-report.ts";
import { encodedSize } from "../batch/pack.ts";
import type { GuardedItem } from "../batch/guarded-item.ts";
import { guardApplyItem } from "./apply-item.ts";
import { ApplyPieces } from "./apply-pieces.ts";
import type { ApplyCalls, ApplyPlan } from "./apply-plan.ts";

/** So much is held at once, as it is encoded. */
export const listedBytes: number = 16 * 1024 * 1024;

export interface ListedWrites {
  /** Each with what it compares. */
  readonly items: readonly GuardedItem[];
  /** What somebody has written since, and what the target holds already. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * What would be written now. A new lease would be granted: the caller asks for none. Fails as the reads do, and where
 * it is more than `mostBytes`.
 */
export async function listWrites(
  calls: ApplyCalls,
  plan: Omit<ApplyPlan, "keep">,
  mostBytes: number = listedBytes,
): Promise<ListedWrites> {
  const leftOut: LeftOut[] = [];
  const items: GuardedItem[] = [];
  let bytes = 0;
  const pieces = new ApplyPieces(calls, { ...plan, keep: false }, (entry) => leftOut.push(entry));
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    const item = guardApplyItem(next.value);
    bytes += encodedSize(item);
    if (bytes > mostBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: mostBytes });
    items.push(item);
  }
  return { items, leftOut };
}
