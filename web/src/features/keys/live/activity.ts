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

  /** Over the whole seconds from `from` up to `second`, and no more than the last few. */
  rate(second: number, from: number): number {
    this.#moveTo(second);
    const span = Math.max(1, Math.min(rateSeconds, second - from));
    return this.#sum(second - span, second) / span;
  }

  /** `isSeen`: whether somebody told of any of those seconds. */
  line(second: number, isSeen: (from: number, to: number) => boolean): WriteRate["line"] {
    this.#moveTo(second);
    // Whole points only, else the last one would jump from second to second.
    const end = second - (second % pointSeconds);
    return Array.from({ length: linePoints - 1 }, (_, at) => {
      const from = end - (linePoints - 1 - at) * pointSeconds;
      return isSeen(from, from + pointSeconds) ? this.#sum(from, from + pointSeconds) : undefined;
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

/** Writes a second, and a line of the last ten minutes; undefined where nobody told of them. */
export interface WriteRate {
  readonly perSecond: number | undefined;
  readonly line: readonly (number | undefined)[];
}

/** Seconds of which nobody told: up to, not including, `to`. */
interface Unseen {
  readonly from: number;
  readonly to: number;
}

/** The activity below one prefix, from a moment on. Moments are milliseconds since 1970. */
export class Activity {
  #sinceMs: number;
  #pausedMs: number | undefined;
  /** In order; the last may still go on. */
  #unseen: readonly Unseen[];
  readonly #folderOf: (change: LoggedChange) => string | undefined;
  readonly #all: Counter;
  readonly #folders = new Map<string, Counter>();
  #changes: SeenChange[] = [];

  /** `folderOf`: the child folder that a change lies in, in hex; undefined: in none. */
  constructor(sinceMs: number, folderOf: (change: LoggedChange) => string | undefined) {
    this.#sinceMs = sinceMs;
    this.#unseen = [{ from: -Infinity, to: secondOf(sinceMs) }];
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

  /** From now on nobody tells of changes, until `resume`. */
  pause(nowMs: number): void {
    if (this.#pausedMs !== undefined) return;
    this.#pausedMs = nowMs;
    this.#unseen = [...this.#unseen, { from: secondOf(nowMs), to: Infinity }];
  }

  /** Changes are told of again, from the last one on unless some were {@link miss missed}. */
  resume(nowMs: number): void {
    if (this.#pausedMs === undefined) return;
    this.#pausedMs = undefined;
    const second = secondOf(nowMs) + 1;
    const oldest = second - linePoints * pointSeconds;
    const ended = this.#unseen.map(({ from, to }) => ({ from, to: Math.min(to, second) }));
    this.#unseen = ended.filter(({ to }, at) => to > oldest || at === ended.length - 1);
  }

  /** There were changes since the last ones that nobody tells of: the list begins anew. */
  miss(nowMs: number): void {
    this.#changes = [];
    this.#sinceMs = nowMs;
  }

  /** Since when every change is in the list. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Since when nobody tells of changes; undefined: somebody does. */
  get pausedMs(): number | undefined {
    return this.#pausedMs;
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
    const told = counter ?? new Counter(second);
    const from = this.#unseen.at(-1)?.to ?? second;
    return {
      perSecond: this.#pausedMs === undefined ? told.rate(second, from) : undefined,
      line: told.line(second, (start, end) => !this.#unseen.some((gap) => gap.from <= start && gap.to >= end)),
    };
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}

/** A rate for people: `0`, `0.4`, `13.1`, `1,204`; a dash where it is not known. */
export function formatRate(perSecond: number | undefined): string {
  if (perSecond === undefined) return "–";
  if (perSecond === 0) return "0";
  if (perSecond < 0.1) return "< 0.1";
  return perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString("en");
}
