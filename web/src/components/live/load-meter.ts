/** How much a watch tells, and whether that is bearable: etcd has no watch of keys alone, so every value comes along. Pure. */

/** Above either of these for {@link spanMs}, a watch costs more than it tells. */
export const bearable = { eventsPerSecond: 2000, bytesPerSecond: 2_000_000 };
const spanMs = 3000;

/** So long a watch that told too much is left alone, twice as long each time it is too much again, up to the last. */
const restMs = 30_000;
const longestRestMs = 300_000;

interface Told {
  readonly atMs: number;
  readonly events: number;
  readonly bytes: number;
}

/** Measures one watch after the other on the same range. */
export class LoadMeter {
  #told: Told[] = [];
  #restMs = restMs;
  #busyAtMs = -Infinity;

  /** Notes what was told at a moment. */
  note(events: number, bytes: number, nowMs: number): void {
    this.#told = this.#told.filter(({ atMs }) => atMs > nowMs - spanMs);
    this.#told.push({ atMs: nowMs, events, bytes });
  }

  /** Events a second over the last seconds. */
  eventsPerSecond(nowMs: number): number {
    return this.#sum(nowMs, ({ events }) => events) / (spanMs / 1000);
  }

  /** How long to rest where it is too much; undefined: it is bearable. */
  restFor(nowMs: number): number | undefined {
    const seconds = spanMs / 1000;
    const isBearable =
      this.#sum(nowMs, ({ events }) => events) <= bearable.eventsPerSecond * seconds &&
      this.#sum(nowMs, ({ bytes }) => bytes) <= bearable.bytesPerSecond * seconds;
    if (isBearable) return undefined;
    // Long after the last time it begins anew.
    if (nowMs - this.#busyAtMs > 2 * longestRestMs) this.#restMs = restMs;
    const rest = this.#restMs;
    this.#busyAtMs = nowMs;
    this.#restMs = Math.min(longestRestMs, 2 * rest);
    this.#told = [];
    return rest;
  }

  #sum(nowMs: number, part: (told: Told) => number): number {
    return this.#told.reduce((sum, told) => (told.atMs > nowMs - spanMs ? sum + part(told) : sum), 0);
  }
}

/** How long changes are collected before the screen follows, so that many of them cost no more than a few. */
export function collectMs(eventsPerSecond: number): number {
  if (eventsPerSecond <= 20) return 30;
  return eventsPerSecond <= 200 ? 150 : 500;
}
