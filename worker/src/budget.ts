/** The time that one API request has, over all its dials and calls together. */
import { FailureError, type Phase } from "@etcd-explorer/shared/failure";

/** Runs `use` with a budget of `timeoutMs` that begins now. */
export async function withBudget<T>(timeoutMs: number, use: (budget: Budget) => Promise<T>): Promise<T> {
  const budget = new Budget(timeoutMs);
  try {
    return await use(budget);
  } finally {
    budget.end();
  }
}

/** One timer for everything that is awaited under it; whatever is late fails with a `timeout` that names its phase. */
export class Budget {
  readonly timeoutMs: number;
  readonly #waiting = new Set<() => void>();
  readonly #timer: ReturnType<typeof setTimeout>;
  #over = false;

  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => this.#expire(), timeoutMs);
  }

  /** Fails with a `timeout` where the time is up: nothing needs to be begun any more. */
  requireTime(phase: Phase): void {
    if (this.#over) throw new FailureError({ kind: "timeout", phase, timeoutMs: this.timeoutMs });
  }

  /**
   * `work`, or a `timeout` failure where it does not settle in time: within the budget, and within `capMs` where given.
   * How `work` settles afterwards is ignored, a rejection too.
   */
  race<T>(phase: Phase, work: Promise<T>, capMs = Number.POSITIVE_INFINITY): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let cap: ReturnType<typeof setTimeout> | undefined;
      const settle = (): void => {
        this.#waiting.delete(giveUp);
        if (cap !== undefined) clearTimeout(cap);
      };
      const giveUpAfter = (timeoutMs: number): void => {
        settle();
        reject(new FailureError({ kind: "timeout", phase, timeoutMs }));
      };
      const giveUp = (): void => giveUpAfter(this.timeoutMs);
      work.then(
        (value) => {
          settle();
          resolve(value);
        },
        (error: unknown) => {
          settle();
          reject(error);
        },
      );
      if (this.#over) giveUp();
      else this.#waiting.add(giveUp);
      if (capMs < this.timeoutMs) cap = setTimeout(() => giveUpAfter(capMs), capMs);
    });
  }

  /** Stops the clock. What still waits is waited for no longer, and nobody is told. */
  end(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #expire(): void {
    this.#over = true;
    for (const giveUp of this.#waiting) giveUp();
  }
}
