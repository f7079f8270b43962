/**
 * Keys with their values from all over some ranges, for estimates: the first keys of a range say nothing of the rest,
 * since what is small and what is large is often named alike.
 */
import type { Key } from "../../model/bytes.ts";
import { int64 } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { openEnd, type KeyRange } from "../../model/range.ts";
import { isSingle } from "../../model/range-groups.ts";
import { readKeys } from "./read-keys.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { partition } from "./partition.ts";
import type { ScanCall } from "./scan-range.ts";

export interface SpreadLimits {
  /** Keys that are read at most; where there are no more, all are. */
  readonly keys: number;
  /** Bytes of keys and values after which no more are read. */
  readonly bytes: number;
  /** A range of so many keys has its names listed, a larger one is divided by counts. */
  readonly listed: number;
}

export const spreadLimits: SpreadLimits = { keys: 500, bytes: 4 * 1024 * 1024, listed: 10_000 };

/** Few, since nobody knows how large they are. */
const firstBatch = 8;
const laterBatch = 100;

/** A sample of the keys of the ranges; `counts` are the keys of each. Fails as the reads do. */
export async function spreadSample(
  call: TxnCall & ScanCall,
  ranges: readonly KeyRange[],
  counts: readonly number[],
  signal?: AbortSignal,
  limits: SpreadLimits = spreadLimits,
): Promise<readonly KeyValue[]> {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const wanted = Math.min(total, limits.keys);
  const keys: Key[] = [];
  let before = 0;
  for (const [at, range] of ranges.entries()) {
    const count = counts[at] ?? 0;
    const offsets = offsetsWithin(before, count, total, wanted);
    before += count;
    if (offsets.length > 0) keys.push(...(await keysAt(call, range, count, offsets, limits.listed, signal)));
  }
  return readSpread(call, keys, limits.bytes, signal);
}

/** Which keys of a range are wanted, where `wanted` of `total` keys are spread evenly over all ranges. */
function offsetsWithin(before: number, count: number, total: number, wanted: number): readonly number[] {
  const offsets: number[] = [];
  const first = Math.ceil((before * wanted) / total - 0.5);
  for (let at = Math.max(0, first); at < wanted; at++) {
    const offset = Math.floor(((at + 0.5) * total) / wanted) - before;
    if (offset >= count) break;
    if (offset >= 0) offsets.push(offset);
  }
  return offsets;
}

async function keysAt(
  call: TxnCall & ScanCall,
  range: KeyRange,
  count: number,
  offsets: readonly number[],
  listed: number,
  signal: AbortSignal | undefined,
): Promise<readonly Key[]> {
  if (isSingle(range)) return [range.key];
  const names = count <= listed ? listed : 1;
  const { kvs, header } = await call.range({ ...range, keysOnly: true, limit: int64(names) }, signal);
  if (count <= listed) return offsets.flatMap((offset) => kvs[offset]?.key ?? []);
  const [first] = kvs;
  if (first === undefined || header === undefined) return [];
  const parts = await partition(call, {
    after: first,
    rangeEnd: range.rangeEnd ?? openEnd,
    count,
    target: Math.ceil(count / offsets.length),
    revision: header.revision,
    ...(signal === undefined ? {} : { signal }),
  });
  const every = Math.max(1, Math.floor(parts.length / offsets.length));
  return [first.key, ...parts.flatMap(({ key }, at) => (at % every === 0 ? [key] : []))];
}

/** Reads keys in an order that is spread over all of them at any moment, until so many bytes were read. */
async function readSpread(
  call: TxnCall,
  keys: readonly Key[],
  bytes: number,
  signal: AbortSignal | undefined,
): Promise<readonly KeyValue[]> {
  const order = spreadOrder(keys.length).flatMap((at) => keys[at] ?? []);
  const sample: KeyValue[] = [];
  let read = 0;
  let size = 0;
  while (read < order.length && size < bytes) {
    // As many as will fit, by what was read so far.
    const fitting = read === 0 ? firstBatch : Math.floor(((bytes - size) * read) / Math.max(1, size));
    const batch = order.slice(read, read + Math.max(1, Math.min(laterBatch, fitting)));
    const { kvs } = await readKeys(call, batch, signal);
    read += batch.length;
    for (const kv of kvs) {
      if (kv === undefined) continue;
      sample.push(kv);
      size += kv.key.length + kv.value.length;
    }
  }
  return sample;
}

/** The numbers below `count`, each far from those just before it (the van der Corput sequence). */
export function spreadOrder(count: number): readonly number[] {
  const bits = Math.max(1, Math.ceil(Math.log2(Math.max(1, count))));
  const reversed = Array.from({ length: 2 ** bits }, (_, at) => {
    let turned = 0;
    for (let bit = 0; bit < bits; bit++) if ((at & (1 << bit)) !== 0) turned |= 1 << (bits - 1 - bit);
    return turned;
  });
  return reversed.filter((at) => at < count);
}
