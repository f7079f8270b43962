/** Targets of copies and moves that hold already what would be put there. */
import { equalBytes } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { isInRange } from "../../model/range.ts";
import type { BulkRequest } from "./bulk-request.ts";

/**
 * Whether what stands at the target is what a copy or move of `base` would put there: the same value, under the same
 * lease. Of a move whose target is itself to be moved nothing may be left out.
 */
export function isEqualTarget(base: KeyValue, there: KeyValue, { act, ranges }: BulkRequest): boolean {
  if (act.kind !== "copy" && act.kind !== "move") return false;
  if (act.kind === "move" && ranges.some((range) => isInRange(there.key, range))) return false;
  const lease = act.keepLease ? base.lease : noLease;
  return there.lease === lease && equalBytes(there.value, base.value);
}
