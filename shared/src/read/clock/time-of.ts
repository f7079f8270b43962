/** Answers of the clock of revisions: when a revision was written, and which was the newest at a moment. */
import { subtractInt64, type Revision } from "../../model/int64.ts";
import { lowerBound } from "./apply-sighting.ts";
import type { ClockPair } from "./clock-pair.ts";

/** When a revision was written: never more than what is known. */
export type RevisionTime =
  /** Within a few seconds. */
  | { readonly kind: "known"; readonly ms: number }
  /** Guessed from how fast revisions were written between the two moments, of which it is certain. */
  | { readonly kind: "about"; readonly ms: number; readonly afterMs: number; readonly beforeMs: number }
  /** Bounds at most. */
  | { readonly kind: "unknown"; readonly afterMs?: number; readonly beforeMs?: number };

/** Bounds this near are a time. */
const knownWithinMs = 5000;

/** Between bounds further apart there was a night or a pause, where even writing is no fair guess. */
export const guessedWithinMs = 3_600_000;

/** When `revision` was written, by the pairs of its cluster in order of revision. */
export function timeOf(pairs: readonly ClockPair[], revision: Revision): RevisionTime {
  const index = lowerBound(pairs, revision);
  const above = pairs[index];
  const afterMs = lowerOf(pairs, index, revision);
  const beforeMs = upperOf(pairs, index);
  if (above === undefined || afterMs === undefined || beforeMs - afterMs > guessedWithinMs) {
    return {
      kind: "unknown",
      ...(afterMs !== undefined && { afterMs }),
      ...(above !== undefined && { beforeMs }),
    };
  }
  const below = pairs[index - 1];
  // Later revisions get later times: the guess goes on from the pair before, which is given its latest moment.
  const fromMs = below === undefined ? afterMs : Math.max(afterMs, upperOf(pairs, index - 1));
  const ms = Math.round(fromMs + (beforeMs - fromMs) * shareOf(below?.revision, revision, above.revision));
  return beforeMs - afterMs <= knownWithinMs ? { kind: "known", ms } : { kind: "about", ms, afterMs, beforeMs };
}

/** The latest moment before which `revision` cannot have been written. */
function lowerOf(pairs: readonly ClockPair[], index: number, revision: Revision): number | undefined {
  const own = pairs[index];
  const bounds = pairs.slice(0, index).map((pair) => pair.newestAtMs ?? pair.notBeforeMs);
  const known = [...bounds, own?.revision === revision ? own.notBeforeMs : undefined].filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** The earliest moment at which a later revision was there. */
function upperOf(pairs: readonly ClockPair[], index: number): number {
  let ms = Number.POSITIVE_INFINITY;
  for (let at = index; at < pairs.length; at++) ms = Math.min(ms, pairs[at]?.byMs ?? ms);
  return ms;
}

function shareOf(low: Revision | undefined, revision: Revision, high: Revision): number {
  return low === undefined ? 1 : Number(subtractInt64(revision, low)) / Number(subtractInt64(high, low));
}

/** A revision from which on everything that was written since a moment is found. */
export interface RevisionAt {
  readonly revision: Revision;
  /** What comes after the revision was written at this moment or later; absent where that is not known. */
  readonly sinceMs?: number;
}

/**
 * The newest revision that certainly was there at the moment `ms`: who reads on from the next one misses nothing that
 * was written since then. Undefined where the clock does not reach so far back.
 */
export function revisionAt(pairs: readonly ClockPair[], ms: number): RevisionAt | undefined {
  const index = pairs.findLastIndex(({ byMs }) => byMs <= ms);
  const pair = pairs[index];
  if (pair === undefined) return undefined;
  const sinceMs = pair.newestAtMs ?? lowerOf(pairs, index, pair.revision);
  return { revision: pair.revision, ...(sinceMs !== undefined && { sinceMs: Math.min(sinceMs, ms) }) };
}
