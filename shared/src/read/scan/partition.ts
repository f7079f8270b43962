/**
 * A range in parts of about equal size, found by counts alone, so that several readers can share it, each within tight
 * ends: what lies beyond a page's range end, etcd does not walk over to count it.
 */
import type { KeySpan } from "../../model/key-ranges.ts";
import { asKey, type Key } from "../../model/bytes.ts";
import type { Revision } from "../../model/int64.ts";
import type { KeyFacts } from "../../model/key-value.ts";
import { askRanges, mostQuestions } from "../listing/ask-ranges.ts";
import { splitRest } from "../listing/split.ts";
import { stretchOf, type Folder, type Stretch } from "../listing/stretch.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import type { ScanCall } from "./scan-range.ts";

export interface PartitionRequest {
  /** The range's first key, which belongs to no part: what follows it is shared. */
  readonly after: KeyFacts;
  readonly rangeEnd: Key;
  /** Keys of the range, `after` among them. */
  readonly count: number;
  /** Parts of more keys than that are divided, while it can be done quickly. */
  readonly target: number;
  readonly revision: Revision;
  readonly signal?: AbortSignal;
}

/** Each round costs one walk over the parts that are still too large; what is large then, stays so. */
const rounds = 4;
/** Every key is a child by itself: folders do not matter here. */
const noFolders: Folder = { prefix: asKey(new Uint8Array()), delimiters: new Uint8Array() };

/** Parts without gaps, in key order, from after the first key up to the end; one at least. */
export async function partition(call: ScanCall & TxnCall, request: PartitionRequest): Promise<KeySpan[]> {
  const { after, rangeEnd, count, target, revision, signal } = request;
  const ask = askRanges(call, revision, signal);
  const divide = async (stretch: Stretch): Promise<Stretch[]> => {
    if (stretch.count <= target) return [stretch];
    const ranges = splitRest(stretch, noFolders, { most: mostQuestions - 1 });
    const answers = await ask(ranges.map((range) => ({ ...range, limit: 1 })));
    const found = answers.flatMap((answer, at) => {
      const range = ranges[at];
      const next = range === undefined ? undefined : stretchOf(range, answer);
      return next === undefined ? [] : [next];
    });
    return [{ ...stretch, count: 1 }, ...found];
  };
  let stretches: Stretch[] = [{ key: after.key, rangeEnd, count, first: after }];
  for (let round = 0; round < rounds && stretches.some((stretch) => stretch.count > target); round++) {
    stretches = (await Promise.all(stretches.map((stretch) => divide(stretch)))).flat();
  }
  return merge(stretches.slice(1), target, rangeEnd);
}

/** Neighbours together, as long as they are not too large. */
function merge(stretches: readonly Stretch[], target: number, rangeEnd: Key): KeySpan[] {
  const starts: Key[] = [];
  let size = Infinity;
  for (const { first, count } of stretches) {
    if (size + count > target) {
      starts.push(first.key);
      size = 0;
    }
    size += count;
  }
  return starts.map((key, at) => ({ key, rangeEnd: starts[at + 1] ?? rangeEnd }));
}
