/** What moves below a prefix: how many writes a second, in all and by child folder, and what changed last. Pure. */
import type { LoggedChange } from "./change-log.ts";

/** A rate is over so many seconds. */
const rateSeconds = 10;
/** A line has so many points, of so many seconds each: ten minutes. */
const linePoints = 40;
const pointSeconds = 15;
/** So many of the last changes are held. */
const heldChanges = 20;

export interface SeenChange extends LoggedChange {
  readonly atMs: number;
}

/** Counts by the second, of the last minutes. */
class Counter {
  readonly #perSecond = new Float64Array(linePoints * pointSeconds);
  #lastSecond: number;

  constructor(second: number) {
    this.#lastSecond = second;
  }

  add(second: number): void {
    this.#moveTo(second);
    const at = second % this.#perSecond.length;
    this.#perSecond[at] = (this.#perSecond[at] ?? 0) + 1;
  }

  /** Over the last whole seconds before `second`, of which `seconds` at most were seen. */
  rate(second: number, seconds: number): number {
    this.#moveTo(second);
    const span = Math.max(1, Math.min(rateSeconds, seconds));
    return this.#sum(second - span, second) / span;
  }

  line(second: number): readonly number[] {
    this.#moveTo(second);
    // Whole points only, else the last one would jump from second to second.
    const end = second - (second % pointSeconds);
    return Array.from({ length: linePoints - 1 }, (_, at) => {
      const from = end - (linePoints - 1 - at) * pointSeconds;
      return this.#sum(from, from + pointSeconds);
    });
  }

  #sum(from: number, to: number): number {
    let sum = 0;
    const size = this.#perSecond.length;
    for (let second = Math.max(from, to - size, 0); second < to; second++) sum += this.#perSecond[second % size] ?? 0;
    return sum;
  }

  #moveTo(second: number): void {
    const size = this.#perSecond.length;
    const missed = Math.min(size, second - this.#lastSecond);
    for (let step = 0; step < missed; step++) this.#perSecond[(second - step) % size] = 0;
    this.#lastSecond = Math.max(this.#lastSecond, second);
  }
}

/** Writes a second, and a line of the last ten minutes. */
export interface WriteRate {
  readonly perSecond: number;
  readonly line: readonly number[];
}

/** The activity below one prefix, from a moment on. Moments are milliseconds since 1970. */
export class Activity {
  readonly sinceMs: number;
  readonly #folderOf: (change: LoggedChange) => string | undefined;
  readonly #all: Counter;
  readonly #folders = new Map<string, Counter>();
  #changes: SeenChange[] = [];

  /** `folderOf`: the child folder that a change lies in, in hex; undefined: in none. */
  constructor(sinceMs: number, folderOf: (change: LoggedChange) => string | undefined) {
    this.sinceMs = sinceMs;
    this.#folderOf = folderOf;
    this.#all = new Counter(secondOf(sinceMs));
  }

  /** Notes changes in their order, as told at a moment. */
  note(changes: readonly LoggedChange[], nowMs: number): void {
    const second = secondOf(nowMs);
    for (const change of changes) {
      this.#all.add(second);
      const folder = this.#folderOf(change);
      if (folder === undefined) continue;
      const counter = this.#folders.get(folder) ?? new Counter(second);
      this.#folders.set(folder, counter);
      counter.add(second);
    }
    const last = changes.slice(-heldChanges).map((change) => ({ ...change, atMs: nowMs }));
    this.#changes = [...last.toReversed(), ...this.#changes].slice(0, heldChanges);
  }

  /** What changed last, the newest first. */
  get changes(): readonly SeenChange[] {
    return this.#changes;
  }

  /** All writes. */
  all(nowMs: number): WriteRate {
    return this.#rateOf(this.#all, nowMs);
  }

  /** The writes in a child folder, given in hex. */
  in(folder: string, nowMs: number): WriteRate {
    return this.#rateOf(this.#folders.get(folder), nowMs);
  }

  #rateOf(counter: Counter | undefined, nowMs: number): WriteRate {
    const second = secondOf(nowMs);
    if (counter === undefined) return nothing;
    return { perSecond: counter.rate(second, second - secondOf(this.sinceMs)), line: counter.line(second) };
  }
}

const nothing: WriteRate = { perSecond: 0, line: Array.from({ length: linePoints - 1 }, () => 0) };

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A rate for people: `0`, `0.4`, `13.1`, `1,204`. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return "0";
  if (perSecond < 0.1) return "< 0.1";
  return perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString("en");
}
