/**
 * What large answers hold of the memory together. Each counts with what has come of it, so that a server which announces
 * much and sends little takes no room. While there is room, all of them grow; beyond that only the first in line does, so
 * that one is done after the other. Whoever hardly grows though it may is passed over meanwhile, and loses what it holds
 * where the first in line has no room otherwise.
 */
export interface HeldLimits {
  /** So much may all hold together while more than one grows. */
  readonly bytes: number;
  /** So much may the others hold while the first in line grows on. */
  readonly besideBytes: number;
  /** What was not heard of for so long counts no more. */
  readonly looseMs: number;
  /** Room is given in steps of so many bytes. */
  readonly stepBytes: number;
  /** Whoever has got nothing for so long is passed over until it does. */
  readonly silentMs: number;
  /** The same of whoever has needed so long for a step; it is the first to give way. */
  readonly slowMs: number;
  readonly now?: () => number;
}

/** What one answer has of it. */
export interface Share {
  /** Whether the answer may hold so many bytes; where it may not, nothing more is to be read, and it asks again soon. */
  mayHold(bytes: number): boolean;
  /** How many that still grow are before it in line. */
  readonly place: number;
  /** It holds so many, and no more will come. */
  keeps(bytes: number): void;
  /** Others need its room: to be given back. */
  readonly isLost: boolean;
  readonly give: () => void;
}

interface ShareState {
  /** What it counts for. */
  bytes: number;
  /** When it was last heard of. */
  seenMs: number;
  /** When it got its last step. */
  stepMs: number;
  /** Whether it has room to grow; false also once all has come. */
  isReading: boolean;
  isWhole: boolean;
  isLost: boolean;
}

export class HeldBytes {
  readonly #limits: HeldLimits;
  /** In line. */
  readonly #line = new Set<ShareState>();

  constructor(limits: HeldLimits) {
    this.#limits = limits;
  }

  /** A share that holds nothing yet, to be given back. */
  open(): Share {
    const nowMs = this.#now();
    const held: ShareState = {
      bytes: 0,
      seenMs: nowMs,
      stepMs: nowMs,
      isReading: false,
      isWhole: false,
      isLost: false,
    };
    this.#line.add(held);
    const placeOf = this.#placeOf.bind(this);
    return {
      mayHold: (bytes) => this.#grow(held, bytes),
      get place() {
        return placeOf(held);
      },
      keeps: (bytes) => {
        held.seenMs = this.#now();
        held.bytes = bytes;
        held.isReading = false;
        held.isWhole = true;
      },
      get isLost() {
        return held.isLost;
      },
      give: () => void this.#line.delete(held),
    };
  }

  #grow(held: ShareState, bytes: number): boolean {
    if (held.isLost) return false;
    const nowMs = this.#now();
    held.seenMs = nowMs;
    if (bytes <= held.bytes) return true;
    const { bytes: most, besideBytes, stepBytes } = this.#limits;
    const wanted = Math.ceil(bytes / stepBytes) * stepBytes;
    const others = this.#heldBeside(held, nowMs);
    const isFirst = others + wanted <= most || this.#isFirst(held, nowMs);
    held.isReading = others + wanted <= most || (isFirst && others <= besideBytes);
    if (held.isReading) {
      held.bytes = wanted;
      held.stepMs = nowMs;
    } else if (isFirst) this.#takeFrom(others - besideBytes, nowMs);
    return held.isReading;
  }

  #heldBeside(held: ShareState, nowMs: number): number {
    let others = 0;
    for (const other of this.#line) {
      if (other === held) continue;
      if (nowMs - other.seenMs >= this.#limits.looseMs) this.#line.delete(other);
      else others += other.bytes;
    }
    return others;
  }

  #placeOf(asking: ShareState): number {
    let place = 0;
    for (const held of this.#line) {
      if (held === asking) break;
      if (!held.isWhole) place++;
    }
    return place;
  }

  /** Whether it is the first in line of those that grow, or would where they might. */
  #isFirst(asking: ShareState, nowMs: number): boolean {
    const { silentMs, slowMs } = this.#limits;
    for (const held of this.#line) {
      if (held === asking) return true;
      const isStalled = held.isReading && (nowMs - held.seenMs >= silentMs || nowMs - held.stepMs >= slowMs);
      if (!held.isWhole && !held.isLost && !isStalled) return false;
    }
    return false;
  }

  /** Lets those lose their share that have been slowest to come, until that much is free. */
  #takeFrom(bytes: number, nowMs: number): void {
    const slow = [...this.#line].filter(({ isReading, stepMs }) => isReading && nowMs - stepMs >= this.#limits.slowMs);
    let due = bytes;
    for (const held of slow.toSorted((a, b) => a.stepMs - b.stepMs)) {
      if (due <= 0) return;
      held.isLost = true;
      due -= held.bytes;
    }
  }

  #now(): number {
    return (this.#limits.now ?? Date.now)();
  }
}
