/** How long a flowing answer may pause. */
import { FailureError, type Phase } from "@etcd-explorer/shared/model/failure";
import type { Deadline } from "./budget.ts";

interface Wait {
  readonly sinceMs: number;
  readonly giveUp: () => void;
}

/**
 * Gives each wait `idleMs` of its own, one wait at a time. A fast answer has thousands of them a second, so there is
 * one timer that looks after the current wait now and then: one that is late is given up after at most twice its time.
 */
export class IdleLimit implements Deadline {
  readonly #idleMs: number;
  #wait: Wait | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** How `work` settles after its time is ignored, a rejection too. */
  race<T>(phase: Phase, work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => reject(new FailureError({ kind: "timeout", phase, timeoutMs: this.#idleMs }));
      this.#wait = { sinceMs: Date.now(), giveUp };
      this.#timer ??= setTimeout(this.#look, this.#idleMs);
      work.then(resolve, reject);
    });
  }

  /** Stops the clock. */
  end(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wait = undefined;
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    if (this.#wait === undefined) return;
    const restMs = this.#wait.sinceMs + this.#idleMs - Date.now();
    if (restMs <= 0) this.#wait.giveUp();
    else this.#timer = setTimeout(this.#look, restMs);
  };
}
