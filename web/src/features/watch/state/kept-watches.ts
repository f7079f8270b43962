/** The watches of a session by their spelling, also those that were closed: opened again, a watch has its events. */
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { WatchHandle } from "#/api/live/live-stream.ts";
import { formatWatch, type WatchSpec } from "#/features/watch/model/watch-spec.ts";
import type { WatchEntry } from "./session-view.ts";

export interface Kept {
  entry: WatchEntry;
  handle: WatchHandle | undefined;
  /** Nothing up to it is still to come. */
  completeTo: Revision | undefined;
  lastRevision: Revision | undefined;
}

/** Bits of a number that shift without a sign. */
const mostBits = 30;

export class KeptWatches {
  readonly #watches = new Map<string, Kept>();
  readonly #onForget: (bit: number) => void;

  /** `onForget` hears of the bit of a watch that is forgotten. */
  constructor(onForget: (bit: number) => void) {
    this.#onForget = onForget;
  }

  get(id: string): Kept | undefined {
    return this.#watches.get(id);
  }

  /** The watch of a spelling, a new one where there is none; `open` are those that must not be forgotten for it. */
  keep(spec: WatchSpec, open: readonly string[]): Kept {
    const id = formatWatch(spec);
    const known = this.#watches.get(id);
    if (known !== undefined) return known;
    const bit = this.#freeBit(open);
    const entry: WatchEntry = { id, spec, bit, status: { kind: "stopped" }, count: 0, alert: "none" };
    const kept: Kept = { entry, handle: undefined, completeTo: undefined, lastRevision: undefined };
    this.#watches.set(id, kept);
    return kept;
  }

  update(id: string, change: Partial<WatchEntry>): void {
    const kept = this.#watches.get(id);
    if (kept !== undefined) kept.entry = { ...kept.entry, ...change };
  }

  /** The bits of some watches, together. */
  bitsOf(ids: readonly string[]): number {
    return ids.reduce((bits, id) => bits | (this.#watches.get(id)?.entry.bit ?? 0), 0);
  }

  /** The bits of all watches that there are or will be. */
  get allBits(): number {
    return 2 ** mostBits - 1;
  }

  /** No watch goes on from where it was: what it told is of a past that is no more. */
  forgetPlaces(): void {
    for (const kept of this.#watches.values()) {
      kept.completeTo = undefined;
      kept.lastRevision = undefined;
    }
  }

  /** A bit that no watch has; of the closed ones the oldest gives up its own. */
  #freeBit(open: readonly string[]): number {
    const used = new Set([...this.#watches.values()].map(({ entry }) => entry.bit));
    const free = Array.from({ length: mostBits }, (_, at) => 1 << at).find((bit) => !used.has(bit));
    if (free !== undefined) return free;
    const closed = [...this.#watches.values()].find(({ entry }) => !open.includes(entry.id));
    if (closed === undefined) throw new RangeError("too many watches");
    this.#watches.delete(closed.entry.id);
    this.#onForget(closed.entry.bit);
    return closed.entry.bit;
  }
}

/** The later of two revisions, where there are two. */
export function latest(one: Revision | undefined, other: Revision | undefined): Revision | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compareInt64(one, other) < 0 ? other : one;
}
