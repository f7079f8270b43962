/** Compares two sides key by key, in key order, reading both once. */
import { compareBytes, equalBytes } from "../../model/bytes.ts";
import { noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { prefixRange } from "../../model/range.ts";
import { slash } from "../listing/child.ts";
import { factsOf } from "../listing/stretch.ts";
import { scanRange } from "../scan/scan-range.ts";
import {
  differenceBatch,
  keptDifferences,
  type CompareProgress,
  type CompareRequest,
  type CompareResult,
} from "./compare-request.ts";
import { nameOf, noDifferences, type Difference, type DifferenceKind } from "./difference.ts";
import { FolderCounter } from "./folder-counts.ts";
import { SideFailure, type SideName } from "./side.ts";

/**
 * Compares the sides and tells each difference, in key order, as it is found. Fails as a `SideFailure`, or as aborted.
 * No value is kept: who needs one reads it by `readKeys` through the call of its side.
 */
export async function compareSides(
  request: CompareRequest,
  onFound: (batch: readonly Difference[]) => void,
  onProgress: (progress: CompareProgress) => void = () => undefined,
): Promise<CompareResult> {
  const { left, right, isSameCluster, keep = keptDifferences } = request;
  const byRevision = isSameCluster && equalBytes(left.prefix, right.prefix);
  const folders = new FolderCounter(request.delimiters ?? slash);
  const prefixes = { left: left.prefix, right: right.prefix };
  let counts = { ...noDifferences, same: 0, ignored: 0 };
  let [told, batch]: [number, Difference[]] = [0, []];
  const total = { left: 0, right: 0 };
  const done = { left: 0, right: 0 };
  const flush = () => {
    if (batch.length > 0) onFound(batch);
    batch = [];
    onProgress({ done: { ...done }, total: { ...total }, counts });
  };
  const find = (difference: Difference) => {
    counts = { ...counts, [difference.kind]: counts[difference.kind] + 1 };
    folders.add(nameOf(difference, prefixes), difference.kind);
    if (told === keep) return;
    told++;
    batch.push(difference);
    if (batch.length === differenceBatch) flush();
  };
  async function* keysOf(side: SideName): AsyncGenerator<KeyValue, void, undefined> {
    const { call, prefix } = request[side];
    const { signal } = request;
    try {
      const scan = { range: prefixRange(prefix), keysOnly: byRevision, ...(signal && { signal }) };
      for await (const page of scanRange(call, scan)) {
        total[side] = page.total;
        for (const kv of page.kvs) yield kv;
        done[side] = page.done;
        flush();
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw new SideFailure(side, error);
    }
  }
  const [lefts, rights] = [keysOf("left"), keysOf("right")];
  let [one, other] = [await lefts.next(), await rights.next()];
  while (one.done !== true || other.done !== true) {
    const order =
      one.done === true
        ? 1
        : other.done === true
          ? -1
          : compareBytes(one.value.key.subarray(left.prefix.length), other.value.key.subarray(right.prefix.length));
    if (one.done !== true && order < 0) find({ kind: "only-left", left: factsOf(one.value) });
    else if (other.done !== true && order > 0) find({ kind: "only-right", right: factsOf(other.value) });
    else if (one.done !== true && other.done !== true) {
      const kind = differenceOf(one.value, other.value, { byRevision, isSameCluster });
      if (kind === undefined) counts = { ...counts, same: counts.same + 1 };
      else find({ kind, left: factsOf(one.value), right: factsOf(other.value) });
    }
    if (order <= 0) one = await lefts.next();
    if (order >= 0) other = await rights.next();
  }
  flush();
  return { counts, total, leftOut: { left: 0, right: 0 }, folders: folders.counted(), told, unread: 0 };
}

function differenceOf(
  left: KeyValue,
  right: KeyValue,
  { byRevision, isSameCluster }: { readonly byRevision: boolean; readonly isSameCluster: boolean },
): Extract<DifferenceKind, "differs" | "lease"> | undefined {
  if (byRevision) return left.modRevision === right.modRevision ? undefined : "differs";
  if (!equalBytes(left.value, right.value)) return "differs";
  const isSameLease = isSameCluster
    ? left.lease === right.lease
    : (left.lease === noLease) === (right.lease === noLease);
  return isSameLease ? undefined : "lease";
}
