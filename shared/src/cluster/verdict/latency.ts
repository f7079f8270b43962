/**
 * Whether a latency counts as slow, over the looks at it: enough must have been measured, and it must stay beyond its
 * limit for minutes, as etcd's mixin has its alerts wait ("for"). So one slow fsync of a quiet cluster changes nothing,
 * and what was slow is told until it has been well for as long.
 */

/** One look: what was measured over the last `latencyWindowMs`. */
export interface LatencyLook {
  /** Milliseconds of any clock that does not jump. */
  readonly atMs: number;
  readonly count: number;
  readonly p99Ms?: number;
}

export interface Latency {
  readonly slow: boolean;
  /** Since when the looks have said otherwise than `slow`; undefined: the last one agrees. */
  readonly turningSinceMs?: number;
  /** When the looks began that made it slow, by the clock of the looks; as a fact, in milliseconds since 1970. */
  readonly slowSinceMs?: number;
  readonly atMs: number;
  readonly count: number;
  /** The last that enough was measured for. */
  readonly p99Ms?: number;
}

export interface LatencyLimit {
  /** What is more is slow. */
  readonly limitMs: number;
  /** From here on the cluster fails. */
  readonly failingMs: number;
  /** Fewer say nothing of a 99th percentile. */
  readonly leastCount: number;
}

export const latencyWindowMs: number = 2 * 60_000;
/** Longer than the window: a burst of a minute leaves it again before it counts. */
export const latencyHoldMs: number = 3 * 60_000;
/** After a longer break, such as a page out of sight, nobody knows what was between. */
export const longestGapMs: number = 2 * 60_000;

/** Whether enough was measured to be judged. */
export function isMeasured({ count, p99Ms }: Pick<Latency, "count" | "p99Ms">, { leastCount }: LatencyLimit): boolean {
  return p99Ms !== undefined && count >= leastCount;
}

/** What is known after one more look. */
export function applyLatency(before: Latency | undefined, look: LatencyLook, limit: LatencyLimit): Latency {
  const measured = isMeasured(look, limit);
  const above = measured && (look.p99Ms ?? 0) > limit.limitMs;
  const p99Ms = measured ? look.p99Ms : before?.p99Ms;
  const slow = before?.slow ?? false;
  const since = slow && before?.slowSinceMs !== undefined ? { slowSinceMs: before.slowSinceMs } : {};
  const now = { atMs: look.atMs, count: look.count, ...(p99Ms === undefined ? {} : { p99Ms }), ...since };
  if (above === slow) return { ...now, slow };
  const unbroken = before !== undefined && look.atMs - before.atMs <= longestGapMs;
  const turningSinceMs = (unbroken ? before.turningSinceMs : undefined) ?? look.atMs;
  if (look.atMs - turningSinceMs < latencyHoldMs) return { ...now, slow, turningSinceMs };
  const { slowSinceMs: _over, ...turned } = { ...now, slow: above };
  return above ? { ...turned, slowSinceMs: turningSinceMs } : turned;
}
