/** Reading a whole range, page by page, as it was at one revision. */
import { FailureError } from "../../model/failure.ts";
import { int64, type Revision } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { keyAfter, type KeyRange } from "../../model/range.ts";
import type { RangeRequest, RangeResponse } from "../../model/txn.ts";
import { estimateJsonBytes, keysOnlyPages, nextLimit, smallerLimit, valuePages, type PageSizes } from "./page-size.ts";

/** How a scan asks etcd; a failure is thrown through it. */
export interface ScanCall {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
}

export interface ScanRequest {
  readonly range: KeyRange;
  /** Without values: some ten times cheaper. */
  readonly keysOnly: boolean;
  /** Read as of this revision; left out: the newest, at which the whole scan then stays. */
  readonly revision?: Revision;
  readonly signal?: AbortSignal;
  /** Whether the second page is asked for before the first one is worked on, by the keys in all; left out: it is. */
  readonly asksAhead?: (total: number) => boolean;
  /** Left out: what fits keys alone, or keys with values. */
  readonly sizes?: PageSizes;
}

export interface ScanPage {
  /** In etcd's order; where only keys were asked, every `value` is empty. */
  readonly kvs: readonly KeyValue[];
  /** The revision that the whole scan is read at. */
  readonly revision: Revision;
  /** Keys read so far, this page's included. */
  readonly done: number;
  /** Keys in the whole range. */
  readonly total: number;
}

/**
 * The pages of a range, at one revision, none of them empty but the only one of an empty range. The next page is asked
 * for while this one is worked on; who leaves the loop gives it up. A page that is `too-large` is asked for again with
 * fewer keys. Fails with what the call fails with: also where the revision is compacted meanwhile (code 11).
 *
 * @example for await (const { kvs, done, total } of scanRange(etcd, { range: prefixRange(prefix), keysOnly: true })) …
 */
export async function* scanRange(call: ScanCall, request: ScanRequest): AsyncGenerator<ScanPage, void, undefined> {
  const leaving = new AbortController();
  const signal = request.signal === undefined ? leaving.signal : AbortSignal.any([request.signal, leaving.signal]);
  const sizes = request.sizes ?? (request.keysOnly ? keysOnlyPages : valuePages);
  let pending = readPage(call, request, { range: request.range, limit: sizes.firstKeys }, signal);
  let done = 0;
  let total: number | undefined;
  try {
    for (;;) {
      const { answer, limit } = await pending;
      const revision = request.revision ?? answer.header?.revision;
      if (revision === undefined) throw new Error("the response to a range has no header");
      total ??= Number(answer.count);
      done += answer.kvs.length;
      const last = answer.kvs.at(-1);
      const page = { kvs: answer.kvs, revision, done, total };
      if (!answer.more || last === undefined) {
        yield page;
        return;
      }
      const range = { ...request.range, key: keyAfter(last.key) };
      const next = { range, limit: limitAfter(answer, limit, sizes) };
      const isFirst = done === answer.kvs.length;
      if (isFirst && request.asksAhead?.(total) === false) {
        yield page;
        pending = readPage(call, { ...request, revision }, next, signal);
        continue;
      }
      pending = readPage(call, { ...request, revision }, next, signal);
      // Whoever leaves now never awaits it.
      pending.catch(() => undefined);
      yield page;
    }
  } finally {
    leaving.abort();
  }
}

interface PagePlace {
  readonly range: KeyRange;
  readonly limit: number;
}

/** Reads one page, with fewer keys where it is too large; `limit` is what it was read with. */
async function readPage(
  call: ScanCall,
  { keysOnly, revision }: ScanRequest,
  { range, limit }: PagePlace,
  signal: AbortSignal,
): Promise<{ readonly answer: RangeResponse; readonly limit: number }> {
  signal.throwIfAborted();
  const asked: RangeRequest = {
    ...range,
    limit: int64(limit),
    ...(keysOnly ? { keysOnly } : {}),
    ...(revision === undefined ? {} : { revision }),
  };
  try {
    return { answer: await call.range(asked, signal), limit };
  } catch (error) {
    const smaller = isTooLarge(error) ? smallerLimit(limit) : undefined;
    if (smaller === undefined) throw error;
    return await readPage(
      call,
      { range, keysOnly, ...(revision === undefined ? {} : { revision }) },
      { range, limit: smaller },
      signal,
    );
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof FailureError && error.failure.kind === "too-large";
}

function limitAfter({ kvs }: RangeResponse, limit: number, sizes: PageSizes): number {
  let contentBytes = 0;
  for (const { key, value } of kvs) contentBytes += key.length + value.length;
  // A server may give fewer keys than it was asked for; that says nothing about how many it would take.
  const keys = Math.max(1, Math.min(limit, kvs.length));
  return nextLimit(sizes, keys, estimateJsonBytes(keys, contentBytes));
}
