/**
 * The clock of revisions: etcd keeps no times, so when a revision was written is only known from when answers told of
 * it. Moments are milliseconds since 1970 by the clock of this machine.
 */
import { compareInt64, type Revision } from "../../model/int64.ts";

/** What is known of the time of one revision. Every field is a bound that holds; one that is absent is unknown. */
export interface ClockPair {
  readonly revision: Revision;
  /** It was written at this moment or later. */
  readonly notBeforeMs?: number;
  /** It was written at this moment or earlier. */
  readonly byMs: number;
  /** It was still the newest at this moment: the next one was written later. */
  readonly newestAtMs?: number;
}

/**
 * An answer that told of a revision, as the newest that etcd has.
 *
 * - `read`: a linearizable one, so that nothing newer existed when it was asked.
 * - `write`: the same, and the answer is of the write that made the revision.
 * - `stale`: one that a member gave by itself. It may be behind the others.
 * - `live`: an event of a watch as it came, which is not replayed; `fromMs` is not looked at.
 */
export interface Sighting {
  readonly kind: "read" | "write" | "stale" | "live";
  readonly revision: Revision;
  /** When it was asked. */
  readonly fromMs: number;
  /** When the answer had come. */
  readonly toMs: number;
}

/**
 * etcd sends an event to a watch as soon as it is written. Only a member that is cut off from the others is later, and
 * what else is known of the revision shows that, mostly.
 */
const liveWithinMs = 2000;

/** What a sighting says about its revision; undefined where the clock was changed meanwhile. */
export function pairOf({ kind, revision, fromMs, toMs }: Sighting): ClockPair | undefined {
  if (kind === "live") {
    return { revision, notBeforeMs: toMs - liveWithinMs, byMs: toMs, newestAtMs: toMs - liveWithinMs };
  }
  if (toMs < fromMs) return undefined;
  if (kind === "stale") return { revision, byMs: toMs };
  return { revision, ...(kind === "write" && { notBeforeMs: fromMs }), byMs: toMs, newestAtMs: fromMs };
}

/** What two pairs of one revision say together. */
export function joinPairs(a: ClockPair, b: ClockPair): ClockPair {
  const notBeforeMs = latest(a.notBeforeMs, b.notBeforeMs);
  const newestAtMs = latest(a.newestAtMs, b.newestAtMs);
  return {
    revision: a.revision,
    ...(notBeforeMs !== undefined && { notBeforeMs }),
    byMs: Math.min(a.byMs, b.byMs),
    ...(newestAtMs !== undefined && { newestAtMs }),
  };
}

/** Whether two pairs cannot both be true: a later revision would be older than an earlier one. */
export function contradict(a: ClockPair, b: ClockPair): boolean {
  const order = compareInt64(a.revision, b.revision);
  if (order === 0) return isAfter(a.notBeforeMs, b.byMs) || isAfter(b.notBeforeMs, a.byMs);
  const [low, high] = order < 0 ? [a, b] : [b, a];
  return isAfter(low.notBeforeMs, high.byMs) || isAfter(low.newestAtMs, high.byMs);
}

function isAfter(lower: number | undefined, upper: number): boolean {
  return lower !== undefined && lower > upper;
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}
