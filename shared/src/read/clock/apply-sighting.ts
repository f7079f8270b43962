/** Folds sightings into the pairs of one cluster: in order of revision, without contradictions, and bounded. */
import { compareInt64, type Revision } from "../../model/int64.ts";
import { contradict, joinPairs, pairOf, type ClockPair, type Sighting } from "./clock-pair.ts";
import { thinPairs } from "./thin-pairs.ts";

/** Pairs nearer than this say no more than the first and the last of them. */
const stepMs = 2000;

/** A clock that says less was never set: of machines without one it starts in 1970. */
const plausibleMs = Date.UTC(2020, 0, 1);

/**
 * The pairs with what a sighting adds.
 *
 * Where both cannot be true, a linearizable answer counts: the cluster was restored from an older snapshot, or the clock
 * of this machine was wrong before. What is less certain (a member's own answer, a watch) is left out instead.
 */
export function applySighting(pairs: readonly ClockPair[], sighting: Sighting): readonly ClockPair[] {
  const pair = pairOf(sighting);
  if (pair === undefined || pair.byMs < plausibleMs) return pairs;
  const consistent = pairs.filter((other) => !contradict(other, pair));
  const isCertain = sighting.kind === "read" || sighting.kind === "write";
  if (consistent.length < pairs.length && !isCertain) return pairs;
  return thinPairs(insertPair(consistent, pair), sighting.toMs);
}

function insertPair(pairs: readonly ClockPair[], pair: ClockPair): ClockPair[] {
  const at = lowerBound(pairs, pair.revision);
  const there = pairs[at];
  if (there?.revision === pair.revision) return pairs.with(at, joinPairs(there, pair));
  const isSuperfluous = at === pairs.length && isNear(pairs.at(-2), pair);
  return [...pairs.slice(0, isSuperfluous ? -1 : at), pair, ...pairs.slice(at)];
}

/** Whether what stands between two pairs may go. */
function isNear(first: ClockPair | undefined, last: ClockPair): boolean {
  return first !== undefined && first.newestAtMs !== undefined && last.byMs - first.newestAtMs < stepMs;
}

/** The index of the first pair whose revision is `revision` or later; the number of pairs where none is. */
export function lowerBound(pairs: readonly ClockPair[], revision: Revision): number {
  let [from, to] = [0, pairs.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const pair = pairs[middle];
    if (pair !== undefined && compareInt64(pair.revision, revision) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
