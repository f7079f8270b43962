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

/** What was told within the last seconds, added up as it comes and goes: a sum over thousands a second costs too much. */
class LastSeconds {
  #told: Told[] = [];
  /** Those before it are over. */
  #first = 0;
  #events = 0;
  #bytes = 0;

  add(told: Told): void {
    this.#told.push(told);
    this.#events += told.events;
    this.#bytes += told.bytes;
  }

  sums(nowMs: number): { readonly events: number; readonly bytes: number } {
    for (let told = this.#told[this.#first]; told !== undefined; told = this.#told[++this.#first]) {
      if (told.atMs > nowMs - spanMs) break;
      this.#events -= told.events;
      this.#bytes -= told.bytes;
    }
    if (this.#first > this.#told.length / 2) {
      this.#told = this.#told.slice(this.#first);
      this.#first = 0;
    }
    return { events: this.#events, bytes: this.#bytes };
  }
}

/** Measures one watch after the other on the same range, at moments that never go back. */
export class LoadMeter {
  #last = new LastSeconds();
  #restMs = restMs;
  #busyAtMs = -Infinity;

  /** Notes what was told at a moment. */
  note(events: number, bytes: number, nowMs: number): void {
    this.#last.add({ atMs: nowMs, events, bytes });
  }

  /** Events a second over the last seconds. */
  eventsPerSecond(nowMs: number): number {
    return this.#last.sums(nowMs).events / (spanMs / 1000);
  }

  /** How long to rest where it is too much; undefined: it is bearable. */
  restFor(nowMs: number): number | undefined {
    const seconds = spanMs / 1000;
    const { events, bytes } = this.#last.sums(nowMs);
    if (events <= bearable.eventsPerSecond * seconds && bytes <= bearable.bytesPerSecond * seconds) return undefined;
    // Long after the last time it begins anew.
    if (nowMs - this.#busyAtMs > 2 * longestRestMs) this.#restMs = restMs;
    const rest = this.#restMs;
    this.#busyAtMs = nowMs;
    this.#restMs = Math.min(longestRestMs, 2 * rest);
    this.#last = new LastSeconds();
    return rest;
  }
}

/** How long changes are collected before the screen follows, so that many of them cost no more than a few. */
export function collectMs(eventsPerSecond: number): number {
  if (eventsPerSecond <= 20) return 30;
  return eventsPerSecond <= 200 ? 100 : 150;
}
