/** How large what a folder holds is, and how much of it is under a lease, from a sample of its keys. */
import { encodeHex, startsWith } from "../../model/bytes.ts";
import { int64, noLease } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { openEnd, prefixRange, type KeyRange } from "../../model/range.ts";
import { partition } from "../scan/partition.ts";
import { spreadOrder, spreadSample } from "../scan/spread-sample.ts";
import type { ScanCall } from "../scan/scan-range.ts";
import { readRanges } from "../ranges/read-ranges.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import type { ChildShare } from "./child-shares.ts";

/** Keys that are read at most, and bytes of them after which no more are. */
const most = { keys: 256, bytes: 1024 * 1024 };
/** So many keys have their names listed, so that the sample is spread evenly; of more, runs of neighbours are read. */
const listed = 10_000;
/** Runs over the whole range. Each costs requests to find its place: counts alone tell it. */
const wantedRuns = 16;
/** So many are read in one transaction: with one key each, what it can weigh is bounded by etcd's limit of a value. */
const rangesAtOnce = 4;
/** Of a folder of which the sample has no key, so many are read. */
const keysOfSmall = 8;

export interface SampledSize {
  /** Bytes of keys and values. */
  readonly bytes: number;
  /** Whether it is the sum over all keys, and no estimate. */
  readonly exact: boolean;
}

export interface SampledSizes {
  readonly whole: SampledSize;
  /** Of the asked folders, by their prefix in hex; without those of which no key was read. */
  readonly children: ReadonlyMap<string, SampledSize>;
  /** Keys under a lease; undefined where nothing was read. */
  readonly leased: { readonly keys: number; readonly exact: boolean } | undefined;
  /** Keys that were read for it. */
  readonly sampled: number;
}

/**
 * Samples the keys of `ranges`, which hold `counts` keys, and of each of some folders in them. Fails as the reads do.
 */
export async function sampleSizes(
  call: TxnCall & ScanCall,
  ranges: readonly KeyRange[],
  counts: readonly number[],
  children: readonly ChildShare[],
  signal?: AbortSignal,
): Promise<SampledSizes> {
  const count = counts.reduce((sum, keys) => sum + keys, 0);
  const sample =
    count <= listed
      ? await spreadSample(call, ranges, counts, signal, { ...most, listed })
      : await sampleRuns(call, ranges, counts, signal);
  const within = children.map(({ prefix }) => sample.filter(({ key }) => startsWith(key, prefix)));
  const missed = children.filter((_child, at) => within[at]?.length === 0);
  const few = await readRuns(
    call,
    missed.map(({ prefix }) => prefixRange(prefix)),
    keysOfSmall,
    signal,
  );
  const sizes = new Map<string, SampledSize>();
  for (const [at, child] of children.entries()) {
    const read = within[at]?.length === 0 ? few[missed.indexOf(child)] : within[at];
    if (read !== undefined && read.length > 0) sizes.set(encodeHex(child.prefix), sizeOf(read, child.count));
  }
  return {
    whole: wholeOf(sample, count, children, sizes),
    children: sizes,
    leased: sample.length === 0 ? undefined : leasedOf(sample, count, children),
    sampled: sample.length + few.flat().length,
  };
}

/** Runs of neighbouring keys from all over the ranges, each range as many as its share of the keys. */
async function sampleRuns(
  call: TxnCall & ScanCall,
  ranges: readonly KeyRange[],
  counts: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly KeyValue[]> {
  const count = counts.reduce((sum, keys) => sum + keys, 0);
  const target = Math.ceil(count / wantedRuns);
  const parts: KeyRange[] = [];
  for (const [at, range] of ranges.entries()) {
    const keys = counts[at] ?? 0;
    if (keys > target) parts.push(...(await partsOf(call, range, keys, target, signal)));
    else if (keys > 0) parts.push(range);
  }
  const order = spreadOrder(parts.length).flatMap((at) => parts[at] ?? []);
  const longest = Math.max(1, Math.floor(most.keys / Math.max(1, order.length)));
  return (await readRuns(call, order, longest, signal)).flat();
}

/**
 * The first keys of each of some ranges, at most `longest`, some ranges at a time: so many as will fit, by what was read so
 * far, since their sizes are not known. Ranges for which there is no room are left out.
 */
async function readRuns(
  call: TxnCall,
  ranges: readonly KeyRange[],
  longest: number,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly KeyValue[])[]> {
  const probe = (await firstKeys(call, ranges.slice(0, rangesAtOnce), 1, signal)).flat();
  let bytes = sizeOfAll(probe);
  let keys = probe.length;
  const found: (readonly KeyValue[])[] = [];
  for (let at = 0; at < ranges.length && bytes < most.bytes; at += rangesAtOnce) {
    const some = ranges.slice(at, at + rangesAtOnce);
    const fitting = Math.floor(((most.bytes - bytes) * keys) / Math.max(1, bytes) / some.length);
    const runs = await firstKeys(call, some, Math.max(1, Math.min(longest, fitting)), signal);
    found.push(...runs);
    keys += runs.flat().length;
    bytes += sizeOfAll(runs.flat());
  }
  return found.length > 0 ? found : probe.map((kv) => [kv]);
}

/** The first keys of each of few ranges, in one transaction. */
async function firstKeys(
  call: TxnCall,
  ranges: readonly KeyRange[],
  keys: number,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly KeyValue[])[]> {
  const requests = ranges.map((range) => ({ ...range, limit: int64(keys) }));
  return (await readRanges(call, requests, signal)).ranges.map(({ kvs }) => kvs);
}

const sizeOfAll = (kvs: readonly KeyValue[]) => kvs.reduce((sum, { key, value }) => sum + key.length + value.length, 0);

async function partsOf(
  call: TxnCall & ScanCall,
  range: KeyRange,
  count: number,
  target: number,
  signal: AbortSignal | undefined,
): Promise<readonly KeyRange[]> {
  const { kvs, header } = await call.range({ ...range, keysOnly: true, limit: int64(1) }, signal);
  const [after] = kvs;
  if (after === undefined || header === undefined) return [range];
  const { revision } = header;
  const rangeEnd = range.rangeEnd ?? openEnd;
  return partition(call, { after, rangeEnd, count, target, revision, ...(signal === undefined ? {} : { signal }) });
}

/** The sum of its parts: runs of neighbours are not spread so evenly that their average would be that of all keys. */
function wholeOf(
  sample: readonly KeyValue[],
  count: number,
  children: readonly ChildShare[],
  sizes: ReadonlyMap<string, SampledSize>,
): SampledSize {
  if (sample.length >= count) return sizeOf(sample, count);
  const sized = children.filter(({ prefix }) => sizes.has(encodeHex(prefix)));
  const others = sample.filter(({ key }) => !sized.some(({ prefix }) => startsWith(key, prefix)));
  const otherKeys = count - sized.reduce((sum, child) => sum + child.count, 0);
  const known = sized.reduce((sum, { prefix }) => sum + (sizes.get(encodeHex(prefix))?.bytes ?? 0), 0);
  const rest = otherKeys <= 0 ? 0 : sizeOf(others.length > 0 ? others : sample, otherKeys).bytes;
  return { bytes: known + rest, exact: false };
}

function sizeOf(read: readonly KeyValue[], count: number): SampledSize {
  const bytes = sizeOfAll(read);
  if (read.length >= count) return { bytes, exact: true };
  return { bytes: Math.round((bytes / Math.max(1, read.length)) * count), exact: false };
}

const leasedIn = (some: readonly KeyValue[]): number => some.filter(({ lease }) => lease !== noLease).length;

/** Each folder by its own share, as the sizes: leases are often all in one place. */
function leasedOf(
  sample: readonly KeyValue[],
  count: number,
  children: readonly ChildShare[],
): { keys: number; exact: boolean } {
  if (sample.length >= count) return { keys: leasedIn(sample), exact: true };
  let keys = 0;
  let rest = sample;
  let restCount = count;
  for (const { prefix, count: keysIn } of children) {
    const within = rest.filter(({ key }) => startsWith(key, prefix));
    if (within.length === 0) continue;
    keys += (leasedIn(within) / within.length) * keysIn;
    rest = rest.filter(({ key }) => !startsWith(key, prefix));
    restCount -= keysIn;
  }
  if (rest.length > 0) keys += (leasedIn(rest) / rest.length) * Math.max(0, restCount);
  return { keys: Math.round(keys), exact: false };
}
