/** A piece of a plan: some thousand keys that are read, written and reported together. */
import type { Key } from "../../model/bytes.ts";
import { failureOf } from "../../model/failure.ts";
import { compareInt64, zeroRevision, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { keyAfter, type KeyRange } from "../../model/range.ts";
import { findKeys } from "../../read/scan/read-keys.ts";
import { scanRange, type ScanCall } from "../../read/scan/scan-range.ts";
import type { TxnRequest, TxnResponse } from "../../model/txn.ts";

export interface BulkCall extends ScanCall {
  txn(request: TxnRequest): Promise<TxnResponse>;
}

export interface Segment {
  /** From its first key to its last; or single keys, between which others may stand. */
  readonly part:
    | { readonly kind: "range"; readonly range: KeyRange }
    | { readonly kind: "keys"; readonly keys: readonly Key[] };
  /** Keys at the plan's revision. */
  readonly count: number;
  /** Bytes of keys and values; of keys alone where values were not read. */
  readonly sizeBytes: number;
}

/** One segment is read and kept in memory at a time. */
export const segmentLimits: { readonly keys: number; readonly bytes: number } = { keys: 5_000, bytes: 4 * 1024 * 1024 };

/** Cuts keys that follow one another into segments. */
export function cutSegments(kvs: readonly KeyValue[], single: boolean): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let sizeBytes = 0;
  for (const [at, { key, value }] of kvs.entries()) {
    const size = key.length + value.length;
    if (at > start && (at - start >= segmentLimits.keys || sizeBytes + size > segmentLimits.bytes)) {
      segments.push(segmentOf(kvs.slice(start, at), sizeBytes, single));
      start = at;
      sizeBytes = 0;
    }
    sizeBytes += size;
  }
  if (kvs.length > start) segments.push(segmentOf(kvs.slice(start), sizeBytes, single));
  return segments;
}

/** Two pieces of one range, of which the second follows the first, as one; undefined: they are too large for it. */
export function joinSegments(first: Segment, second: Segment): Segment | undefined {
  const count = first.count + second.count;
  const sizeBytes = first.sizeBytes + second.sizeBytes;
  if (first.part.kind !== "range" || second.part.kind !== "range") return undefined;
  if (count > segmentLimits.keys || sizeBytes > segmentLimits.bytes) return undefined;
  return { part: { kind: "range", range: { ...second.part.range, key: first.part.range.key } }, count, sizeBytes };
}

function segmentOf(kvs: readonly KeyValue[], sizeBytes: number, single: boolean): Segment {
  const [first, last] = [kvs[0], kvs.at(-1)];
  if (first === undefined || last === undefined) throw new Error("a segment has at least one key");
  const part = single
    ? ({ kind: "keys", keys: kvs.map(({ key }) => key) } as const)
    : ({ kind: "range", range: { key: first.key, rangeEnd: keyAfter(last.key) } } as const);
  return { part, count: kvs.length, sizeBytes };
}

/** The keys of a segment at `revision`; `"0"`: now. */
export async function readSegment(
  call: BulkCall,
  { part }: Segment,
  revision: Revision,
  keysOnly: boolean,
): Promise<KeyValue[]> {
  if (part.kind === "keys") return await findKeys(call, part.keys, { revision, keysOnly });
  const kvs: KeyValue[] = [];
  const atRevision = revision === zeroRevision ? {} : { revision };
  for await (const page of scanRange(call, { range: part.range, keysOnly, ...atRevision })) kvs.push(...page.kvs);
  return kvs;
}

/** A segment as a plan has read it, from what etcd still knows of it. */
export interface PlannedKeys {
  readonly kvs: readonly KeyValue[];
  /** Keys that somebody else has written since, where the plan's revision is compacted. */
  readonly changed: readonly KeyValue[];
  /** Keys of the plan of which nothing is known any more but that they are gone. */
  readonly gone: number;
}

/**
 * The keys of a segment as they were at the plan's revision. Where that is compacted meanwhile: as they are now, with
 * those set apart that are not what the plan saw.
 */
export async function readPlanned(
  call: BulkCall,
  segment: Segment,
  revision: Revision,
  keysOnly: boolean,
): Promise<PlannedKeys> {
  try {
    return { kvs: await readSegment(call, segment, revision, keysOnly), changed: [], gone: 0 };
  } catch (error) {
    if (failureOf(error).kind !== "compacted") throw error;
  }
  const now = await readSegment(call, segment, zeroRevision, keysOnly);
  const kvs = now.filter(({ modRevision }) => compareInt64(modRevision, revision) <= 0);
  const changed = now.filter(
    ({ modRevision, createRevision }) =>
      compareInt64(modRevision, revision) > 0 && compareInt64(createRevision, revision) <= 0,
  );
  return { kvs, changed, gone: Math.max(0, segment.count - kvs.length - changed.length) };
}
