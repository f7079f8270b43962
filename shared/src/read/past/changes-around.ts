/** What was written just before and just after a revision, in the keys that one looks at. */
import { compareInt64, subtractInt64, type Revision } from "../../model/int64.ts";
import type { KeyRange } from "../../model/range.ts";
import type { KeyEvent } from "../../model/watch.ts";
import { mostSilentReplay } from "../live/live-state.ts";
import { revisionAfter } from "../live/watch-position.ts";
import { patience, silenceFailure } from "./replay-call.ts";
import { isEverything, spanBefore, type StepCall } from "./step.ts";
import { newestOf, readFewKeys } from "./written-keys.ts";

export interface ChangesAround {
  /** Events up to the revision, and after it; each in etcd's order. */
  readonly before: readonly KeyEvent[];
  readonly after: readonly KeyEvent[];
  /** Every event from here to the revision is known. Undefined: nothing could be replayed. */
  readonly wholeFrom: Revision | undefined;
  /** What searching further back would replay; undefined: there is nothing further back. */
  readonly earlierCost: bigint | undefined;
  /** Whether more may come after the last one. */
  readonly hasLater: boolean;
  /** What a replay of what comes after would cost, where that is too much without a question. */
  readonly laterCost: bigint | undefined;
  /** etcd has said nothing, which is all that it does where there is no change: that there is none is likely only. */
  readonly isSilent: boolean;
}

export interface AroundRequest {
  readonly range: KeyRange;
  readonly at: Revision;
  readonly newest: Revision;
  readonly floor: Revision;
  /** How many events to list on each side. */
  readonly before: number;
  readonly after: number;
  /** Somebody has agreed to any cost. */
  readonly isAgreed: boolean;
}

/** Revisions that are replayed at first, and then: most often few are enough. */
const spans: readonly number[] = [128, 8192, mostSilentReplay];

/**
 * Reads the changes around a revision by replays that begin as near to it as is enough. Fails as `timeout` where etcd
 * tells none of the changes that the keys show to be there.
 */
export async function changesAround(
  call: StepCall,
  request: AroundRequest,
  signal?: AbortSignal,
): Promise<ChangesAround> {
  const { at, newest, floor, isAgreed } = request;
  const oldest = revisionAfter(floor);
  const costFrom = (start: Revision) => subtractInt64(newest, start) + 1n;
  const mayRead = (start: Revision) => isAgreed || costFrom(start) <= BigInt(mostSilentReplay);
  const lowest = await lowestNeeded(call, request, oldest, signal);
  let read: Replayed = { before: [], after: [], isEnough: false, isRead: false, isSilent: false };
  let wholeFrom: Revision | undefined;
  for (const span of spans) {
    const start = max(spanBefore(at, span, oldest), lowest);
    if (start === wholeFrom || !mayRead(start)) break;
    // One after the other: most often the nearest is enough.
    // oxlint-disable-next-line no-await-in-loop
    read = await replayAround(call, request, start, signal);
    if (!read.isRead) break;
    wholeFrom = start;
    if (read.before.length >= request.before || start === lowest) break;
  }
  if (
    isAgreed &&
    wholeFrom !== undefined &&
    read.before.length < request.before &&
    compareInt64(lowest, wholeFrom) < 0
  ) {
    read = await replayAround(call, request, lowest, signal);
    wholeFrom = lowest;
  }
  // Too far behind for what lies before: perhaps not for what comes after.
  const first = revisionAfter(at);
  if (wholeFrom === undefined && compareInt64(first, newest) <= 0 && mayRead(first)) {
    read = await replayAround(call, request, first, signal);
  }
  const isWhole = wholeFrom !== undefined && compareInt64(wholeFrom, oldest) <= 0;
  const isFull = read.before.length >= request.before;
  const knowsAfter = wholeFrom !== undefined || read.isRead || compareInt64(first, newest) > 0;
  return {
    before: read.before.slice(-request.before),
    after: read.after.slice(0, request.after),
    wholeFrom,
    earlierCost: (isWhole && !isFull) || compareInt64(oldest, at) > 0 ? undefined : costFrom(oldest),
    hasLater: read.isEnough,
    laterCost: knowsAfter ? undefined : costFrom(first),
    isSilent: read.isSilent,
  };
}

/** Further back nothing is needed: so many of the keys that were there were written since. */
async function lowestNeeded(
  call: StepCall,
  { range, at, before, floor }: AroundRequest,
  oldest: Revision,
  signal: AbortSignal | undefined,
): Promise<Revision> {
  if (compareInt64(at, floor) < 0) return oldest;
  const keys = await readFewKeys(call, range, at, signal);
  const nth = keys === undefined ? undefined : newestOf(keys, before)[before - 1];
  return nth === undefined ? oldest : max(nth, oldest);
}

interface Replayed {
  readonly before: readonly KeyEvent[];
  readonly after: readonly KeyEvent[];
  /** It was ended with enough events, so that more may follow. */
  readonly isEnough: boolean;
  readonly isRead: boolean;
  readonly isSilent: boolean;
}

async function replayAround(
  call: StepCall,
  { range, at, newest, before: mostBefore, after: mostAfter, isAgreed }: AroundRequest,
  from: Revision,
  signal: AbortSignal | undefined,
): Promise<Replayed> {
  const isThen = ({ revision }: KeyEvent) => compareInt64(revision, at) <= 0;
  let before: KeyEvent[] = [];
  let after: KeyEvent[] = [];
  const leaving = new AbortController();
  const until = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]);
  let patienceMs = patience.unknownMs;
  // Beside the replay, which a busy etcd begins late: whether something is sure to come.
  whetherWritten(call, { range, at, from, newest }, until).then(
    (isWritten) => {
      if (isWritten !== undefined) patienceMs = isWritten ? patience.sureMs : patience.unlikelyMs;
    },
    () => undefined,
  );
  try {
    const end = await call.replay(
      { range, from, to: newest, prevKv: true, isAgreed, patienceMs: () => patienceMs },
      (events) => {
        before = [...before, ...events.filter(isThen)].slice(-mostBefore);
        after = [...after, ...events.filter((event) => !isThen(event))].slice(0, mostAfter + 1);
        return after.length > mostAfter;
      },
      signal,
    );
    const isSilent = end === "silent" && before.length + after.length === 0;
    if (isSilent && patienceMs === patience.sureMs) throw silenceFailure();
    return { before, after, isEnough: after.length > mostAfter, isRead: end !== "asks", isSilent };
  } finally {
    leaving.abort();
  }
}

interface WrittenRequest extends Pick<AroundRequest, "range" | "at" | "newest"> {
  readonly from: Revision;
}

/** Whether the keys of now or of then were written from a revision on; undefined: they are too many to read. */
async function whetherWritten(
  call: StepCall,
  { range, at, from, newest }: WrittenRequest,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (compareInt64(from, newest) > 0) return false;
  // Every revision is a write of some key.
  if (isEverything(range)) return true;
  const isLater = ({ modRevision }: { readonly modRevision: Revision }) => compareInt64(modRevision, from) >= 0;
  const now = await readFewKeys(call, range, undefined, signal);
  if (now?.some(isLater) === true) return true;
  const then = await readFewKeys(call, range, at, signal);
  if (then?.some(isLater) === true) return true;
  return now === undefined || then === undefined ? undefined : false;
}

function max(a: Revision, b: Revision): Revision {
  return compareInt64(a, b) < 0 ? b : a;
}
