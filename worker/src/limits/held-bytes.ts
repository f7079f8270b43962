/** What large answers hold of the memory together: one that is turned into ours takes several times its size. */
export interface HeldLimits {
  readonly bytes: number;
  /** What was not given back counts no longer than that. */
  readonly looseMs: number;
  /** Who lets others wait must get so much more in so long, or has no share any more. */
  readonly slow: { readonly bytes: number; readonly ms: number };
  readonly now?: () => number;
}

/** What one answer has of it. */
export interface Share {
  /** So much of the answer has come by now. */
  came(bytes: number): void;
  /** All of it has come. */
  whole(): void;
  /** It came so slowly that others who waited get its place: to be given back. */
  readonly isLost: boolean;
  readonly give: () => void;
}

interface Held {
  readonly bytes: number;
  readonly untilMs: number;
  /** When enough more had come. */
  markMs: number;
  markBytes: number;
  isLost: boolean;
}

export class HeldBytes {
  readonly #limits: HeldLimits;
  readonly #shares = new Set<Held>();

  constructor(limits: HeldLimits) {
    this.#limits = limits;
  }

  /** Takes a share of so many bytes, to be given back; undefined while there is no room. */
  take(bytes: number): Share | undefined {
    const { bytes: most, looseMs, slow } = this.#limits;
    const nowMs = this.#now();
    let held = 0;
    for (const share of this.#shares) {
      if (share.untilMs <= nowMs) this.#shares.delete(share);
      else held += share.bytes;
    }
    if (held > 0 && held + bytes > most) {
      for (const share of this.#shares) share.isLost ||= nowMs - share.markMs >= slow.ms;
      return undefined;
    }
    const share: Held = { bytes, untilMs: nowMs + looseMs, markMs: nowMs, markBytes: 0, isLost: false };
    this.#shares.add(share);
    return {
      came: (received) => {
        if (received - share.markBytes < slow.bytes) return;
        share.markBytes = received;
        share.markMs = this.#now();
      },
      whole: () => {
        share.markMs = Number.POSITIVE_INFINITY;
      },
      get isLost() {
        return share.isLost;
      },
      give: () => void this.#shares.delete(share),
    };
  }

  #now(): number {
    return (this.#limits.now ?? Date.now)();
  }
}
