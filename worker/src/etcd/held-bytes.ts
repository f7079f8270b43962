/** What large answers hold of the memory together: one that is turned into ours takes several times its size. */
export interface HeldLimits {
  readonly bytes: number;
  /** What was not given back counts no longer than that. */
  readonly looseMs: number;
  readonly now?: () => number;
}

interface Share {
  readonly bytes: number;
  readonly untilMs: number;
}

export class HeldBytes {
  readonly #limits: HeldLimits;
  readonly #shares = new Set<Share>();

  constructor(limits: HeldLimits) {
    this.#limits = limits;
  }

  /** Takes a share of so many bytes and gives the function that gives it back; undefined while there is no room. */
  take(bytes: number): (() => void) | undefined {
    const { bytes: most, looseMs, now = Date.now } = this.#limits;
    const nowMs = now();
    let held = 0;
    for (const share of this.#shares) {
      if (share.untilMs <= nowMs) this.#shares.delete(share);
      else held += share.bytes;
    }
    if (held > 0 && held + bytes > most) return undefined;
    const share = { bytes, untilMs: nowMs + looseMs };
    this.#shares.add(share);
    return () => this.#shares.delete(share);
  }
}
