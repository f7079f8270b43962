/** A deadline under which nothing waits in vain: while nothing comes, it is asked now and then whether anything can. */
import { FailureError, type Phase } from "@etcd-explorer/shared/model/failure";
import type { Deadline } from "./budget.ts";

export interface Silence {
  /** So long may a wait last before it is looked into, and again each time. */
  readonly afterMs: number;
  /** Whether there is still somebody to wait for. */
  readonly isAlive: () => Promise<boolean>;
}

interface Wait {
  readonly sinceMs: number;
  readonly giveUp: () => void;
}

/** One wait at a time, and one timer for all of them: see IdleLimit. */
export class SilenceWatch implements Deadline {
  readonly #within: Deadline;
  readonly #silence: Silence;
  #wait: Wait | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** `within` bounds each wait as a whole. */
  constructor(within: Deadline, silence: Silence) {
    this.#within = within;
    this.#silence = silence;
  }

  race<T>(phase: Phase, work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const sinceMs = Date.now();
      const giveUp = (): void =>
        reject(new FailureError({ kind: "timeout", phase, timeoutMs: Math.max(1, Date.now() - sinceMs) }));
      const wait: Wait = { sinceMs, giveUp };
      this.#wait = wait;
      if (!this.#isOver) this.#timer ??= setTimeout(this.#look, this.#silence.afterMs);
      const settle = (): void => {
        if (this.#wait === wait) this.#wait = undefined;
      };
      this.#within.race(phase, work).then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
    });
  }

  /** Stops the clock. */
  end(): void {
    this.#isOver = true;
    if (this.#timer !== undefined) clearTimeout(this.#timer);
  }

  readonly #look = (): void => {
    void this.#lookInto(this.#wait);
  };

  async #lookInto(wait: Wait | undefined): Promise<void> {
    const { afterMs, isAlive } = this.#silence;
    const waitedMs = wait === undefined ? 0 : Date.now() - wait.sinceMs;
    if (wait !== undefined && waitedMs >= afterMs) {
      const alive = await isAlive();
      if (this.#isOver) return;
      if (!alive && this.#wait === wait) return wait.giveUp();
    }
    const restMs = waitedMs < afterMs ? afterMs - waitedMs : afterMs;
    this.#timer = setTimeout(this.#look, restMs);
  }
}
