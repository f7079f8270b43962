/** Reading a large range by several readers at a time: they keep all of etcd's cores busy, and one's own. */
import type { Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { KeySpan } from "../../model/key-ranges.ts";
import { openEnd } from "../../model/range.ts";
import type { TxnCall } from "../ranges/txn-call.ts";
import { estimateJsonBytes, keysOnlyPages, nextLimit, valuePages, type PageSizes } from "./page-size.ts";
import { partition } from "./partition.ts";
import { scanRange, type ScanCall, type ScanRequest } from "./scan-range.ts";

export interface PartsPage {
  readonly kvs: readonly KeyValue[];
  /** Every key of a part stands before every key of the next; within a part pages come in order. */
  readonly part: number;
  /** All parts before this one were read to their ends before this page came. */
  readonly ended: number;
  readonly revision: Revision;
  /** Keys read so far, in all parts. */
  readonly done: number;
  readonly total: number;
}

export interface PartsRequest extends ScanRequest {
  /** Ranges of fewer keys are read by one reader: dividing them would cost more than it saves. */
  readonly sharedFrom?: number;
}

const sharedFrom = 150_000;
/** The first page, which tells how many keys there are, is small. */
const probeKeys = 5_000;
/** More than etcd has cores for, usually: while one answer is on its way, the next is made. */
const readers = 3;
/** Some parts a reader, so that all end at about the same time. */
const partsInAll = 12;

/**
 * Reads a range once, all of it at one revision, handing over page after page; `onPage` must not wait. After a first
 * page the rest is divided by counts, and its parts are read a few at a time. Fails as `scanRange` does.
 */
export async function scanParts(
  call: ScanCall & TxnCall,
  request: PartsRequest,
  onPage: (page: PartsPage) => void,
): Promise<void> {
  const { rangeEnd = openEnd } = request.range;
  const sizes = request.sizes ?? (request.keysOnly ? keysOnlyPages : valuePages);
  const leaving = new AbortController();
  const signal = request.signal === undefined ? leaving.signal : AbortSignal.any([request.signal, leaving.signal]);
  const isEnded: boolean[] = [];
  let done = 0;

  const read = async (part: number, range: KeySpan, from: Start): Promise<void> => {
    for await (const { kvs } of scanRange(call, { ...request, ...from, range, signal })) {
      done += kvs.length;
      onPage({ kvs, part, ended: firstOpen(isEnded), revision: from.revision, done, total: from.total });
    }
    isEnded[part] = true;
  };
  try {
    const probeSizes = { ...sizes, firstKeys: Math.min(probeKeys, sizes.firstKeys) };
    const isShared = (total: number) => total >= (request.sharedFrom ?? sharedFrom);
    const asksAhead = (total: number) => !isShared(total);
    for await (const page of scanRange(call, { ...request, sizes: probeSizes, asksAhead, signal })) {
      const { kvs, revision, total } = page;
      done = page.done;
      onPage({ kvs, part: 0, ended: 0, revision, done, total });
      const last = kvs.at(-1);
      if (last === undefined || done === total || !isShared(total)) continue;
      isEnded[0] = true;
      const target = Math.max(1, Math.min(sizes.maxKeys, Math.ceil(total / partsInAll)));
      const count = total - done + 1;
      const parts = await partition(call, { after: last, rangeEnd, count, target, revision, signal });
      const from = { revision, total, sizes: { ...sizes, firstKeys: limitAfter(kvs, sizes) } };
      const ahead = parts.entries();
      const readOn = async () => {
        for (const [at, range] of ahead) await read(at + 1, range, from);
      };
      await Promise.all(Array.from({ length: readers }, readOn));
      return;
    }
  } finally {
    leaving.abort();
  }
}

interface Start {
  readonly revision: Revision;
  readonly total: number;
  readonly sizes: PageSizes;
}

function firstOpen(isEnded: readonly boolean[]): number {
  let part = 0;
  while (isEnded[part] === true) part++;
  return part;
}

function limitAfter(kvs: readonly KeyValue[], sizes: PageSizes): number {
  let contentBytes = 0;
  for (const { key, value } of kvs) contentBytes += key.length + value.length;
  return nextLimit(sizes, kvs.length, estimateJsonBytes(kvs.length, contentBytes));
}
