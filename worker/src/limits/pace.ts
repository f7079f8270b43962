/**
 * How fast small pieces are read: a server that sends nothing else costs much time for few bytes, and that time is the
 * same thread's that answers everybody else. One pace for all answers, so that many such servers get no more than one.
 */
export interface PaceLimits {
  /** So many pieces are read in one go. */
  readonly pieces: number;
  /** What others then have, before any answer goes on with small pieces. */
  readonly pauseMs: number;
  readonly now?: () => number;
}

export class Pace {
  readonly #limits: PaceLimits;
  #freeAtMs = 0;

  constructor(limits: PaceLimits) {
    this.#limits = limits;
  }

  /** How long to wait after `count` small pieces in a row; 0 while it is fewer than are read in one go. */
  pauseAfter(count: number): number {
    const { pieces, pauseMs, now = Date.now } = this.#limits;
    if (count < pieces) return 0;
    const nowMs = now();
    this.#freeAtMs = Math.max(nowMs, this.#freeAtMs) + pauseMs;
    return this.#freeAtMs - nowMs;
  }
}
