/** What is left of a large span in parts that several readers share, with the same borders on both sides. */
import type { KeySpan } from "../../model/key-ranges.ts";
import { int64, noLease } from "../../model/int64.ts";
import { partition } from "../scan/partition.ts";
import type { Rest } from "./compare-head.ts";
import type { CompareRun } from "./compare-run.ts";
import { mapSpan } from "./prefix-map.ts";
import type { OfSides, SideName } from "./side.ts";

/** Parts in order and without gaps. The side with more keys is divided, and the other one follows. */
export async function divide(run: CompareRun, { span, count, last }: Rest): Promise<readonly OfSides<KeySpan>[]> {
  const side: SideName = count.left > count.right ? "left" : "right";
  const other: SideName = side === "left" ? "right" : "left";
  const target = run.sizes.partKeys;
  if (count[side] <= target) return [span];
  const { call, revision, prefix } = run.sides[side];
  const parts = await partition(call, {
    // Of the key that the parts come after, only its name matters: this side may not have it.
    after: { key: last[side], createRevision: revision, modRevision: revision, version: int64(1), lease: noLease },
    rangeEnd: span[side].rangeEnd,
    count: count[side] + 1,
    target,
    revision,
    signal: run.signal,
  });
  return parts.map((part, at) => {
    const own = at === 0 ? { key: span[side].key, rangeEnd: part.rangeEnd } : part;
    const theirs = mapSpan(own, prefix, run.sides[other].prefix);
    const mapped = {
      key: at === 0 ? span[other].key : theirs.key,
      rangeEnd: at === parts.length - 1 ? span[other].rangeEnd : theirs.rangeEnd,
    };
    return side === "left" ? { left: own, right: mapped } : { left: mapped, right: own };
  });
}
