/** Quantiles of a histogram over the time between two scrapes. */
import type { Samples } from "./parse-metrics.ts";

interface Bucket {
  /** Observations up to this bound, in the metric's own unit. */
  readonly upTo: number;
  readonly count: number;
}

/** The buckets of a family, its label sets added up, the smallest bound first; undefined where there is none. */
function bucketsOf(samples: Samples, family: string): readonly Bucket[] | undefined {
  const counts = new Map<number, number>();
  for (const { labels, value } of samples.get(`${family}_bucket`) ?? []) {
    const bound = labels["le"];
    if (bound === undefined) continue;
    const upTo = bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound);
    counts.set(upTo, (counts.get(upTo) ?? 0) + value);
  }
  if (counts.size === 0) return undefined;
  return [...counts].map(([upTo, count]) => ({ upTo, count })).toSorted((a, b) => a.upTo - b.upTo);
}

/** A counter's growth; where it fell, the server has started anew, and all of it is growth (Prometheus's `increase`). */
function growth(before: number, now: number): number {
  return now < before ? now : now - before;
}

/** What was observed between two scrapes: how often, and the quantile of it. */
export interface Observed {
  readonly count: number;
  /** Undefined where nothing was observed. */
  readonly quantile: number | undefined;
}

/**
 * The quantile `q` (0 to 1) of what a histogram observed between two scrapes, by Prometheus's `histogram_quantile`: the
 * observations of a bucket lie evenly in it, and those beyond the last bound count as that bound. Undefined where the
 * server has no such family.
 */
export function observedBetween(before: Samples, now: Samples, family: string, q: number): Observed | undefined {
  const newer = bucketsOf(now, family);
  if (newer === undefined) return undefined;
  const older = new Map(bucketsOf(before, family)?.map(({ upTo, count }) => [upTo, count]));
  // A restart lowers every bucket at once; taken one by one, a high bucket could seem to grow less than a low one.
  const total = newer.at(-1);
  const restarted = total !== undefined && (older.get(total.upTo) ?? 0) > total.count;
  const grown = newer.map(({ upTo, count }) => ({
    upTo,
    count: restarted ? count : growth(older.get(upTo) ?? 0, count),
  }));
  return { count: grown.at(-1)?.count ?? 0, quantile: quantileOf(grown, q) };
}

/** Source: prometheus/prometheus promql/quantile.go, bucketQuantile. */
function quantileOf(buckets: readonly Bucket[], q: number): number | undefined {
  const last = buckets.at(-1);
  if (last === undefined || last.upTo !== Number.POSITIVE_INFINITY || buckets.length < 2) return undefined;
  if (!(last.count > 0)) return undefined;
  const rank = q * last.count;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const bucket = buckets[at];
  const below = buckets[at - 1];
  if (bucket === undefined) return undefined;
  if (bucket.upTo === Number.POSITIVE_INFINITY) return below?.upTo;
  if (below === undefined && bucket.upTo <= 0) return bucket.upTo;
  const from = below?.upTo ?? 0;
  const within = bucket.count - (below?.count ?? 0);
  return from + (bucket.upTo - from) * ((rank - (below?.count ?? 0)) / within);
}

/** How much a counter has grown, over all its label sets; undefined where the server has none. */
export function increaseBetween(before: Samples, now: Samples, name: string): number | undefined {
  const newer = now.get(name);
  if (newer === undefined) return undefined;
  const older = new Map(before.get(name)?.map(({ labels, value }) => [JSON.stringify(labels), value]));
  return newer.reduce((sum, { labels, value }) => sum + growth(older.get(JSON.stringify(labels)) ?? 0, value), 0);
}
