/** Bounds how much is kept of the clock of a cluster, so that what is left stays spread over its time. */
import type { ClockPair } from "./clock-pair.ts";

/** So many pairs are kept of a cluster: about 100 kB. */
export const keptPairs = 1000;

/** Older pairs say little: etcd compacts its history long before. */
const keptMs = 90 * 24 * 3_600_000;

/** What one round removes, so that not every sighting has to look at all pairs. */
const spare = keptPairs / 10;

/**
 * Drops what is too old, and where pairs are too many, those whose neighbours say nearly the same: a gap may be the wider
 * the longer ago it is, so that the last minutes are exact and the last weeks still known.
 */
export function thinPairs(pairs: readonly ClockPair[], nowMs: number): readonly ClockPair[] {
  const young = pairs.filter(({ byMs, newestAtMs }) => (newestAtMs ?? byMs) > nowMs - keptMs);
  if (young.length <= keptPairs) return young;
  let kept: readonly ClockPair[] = young;
  while (kept.length > keptPairs - spare) kept = withoutDensest(kept, kept.length - (keptPairs - spare), nowMs);
  return kept;
}

/** Without up to `count` pairs, no two of them neighbours; the first and the last stay. */
function withoutDensest(pairs: readonly ClockPair[], count: number, nowMs: number): readonly ClockPair[] {
  const costs = pairs.flatMap((pair, index) => {
    const [before, after] = [pairs[index - 1], pairs[index + 1]];
    if (before === undefined || after === undefined) return [];
    const gapMs = after.byMs - (before.newestAtMs ?? before.byMs);
    return [{ index, cost: gapMs / (Math.max(0, nowMs - pair.byMs) + 60_000) }];
  });
  const gone = new Set<number>();
  for (const { index } of costs.toSorted((a, b) => a.cost - b.cost)) {
    if (gone.size === count) break;
    if (!gone.has(index - 1) && !gone.has(index + 1)) gone.add(index);
  }
  return pairs.filter((_, index) => !gone.has(index));
}
