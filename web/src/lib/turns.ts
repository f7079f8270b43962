/** Hands out turns, never more than so many a second, in the order in which they are asked for. */

export interface TurnsOptions {
  readonly sleep: (ms: number) => Promise<void>;
}

interface Waiting {
  readonly begin: () => void;
  readonly giveUp: (reason: unknown) => void;
  readonly signal: AbortSignal | undefined;
}

export class Turns {
  readonly #perSecond: number;
  readonly #options: TurnsOptions;
  #queue: Waiting[] = [];
  #running = false;

  constructor(perSecond: number, options: TurnsOptions) {
    this.#perSecond = perSecond;
    this.#options = options;
  }

  /** Resolves when it is this one's turn. One that is aborted meanwhile takes none, and rejects. */
  take(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ begin: resolve, giveUp: reject, signal });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      if (next.signal?.aborted === true) {
        next.giveUp(next.signal.reason);
        continue;
      }
      next.begin();
      await this.#options.sleep(1000 / this.#perSecond);
    }
    this.#running = false;
  }
}
