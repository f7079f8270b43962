/** The time that one API request has, over all its dials and calls together. */
import { FailureError, type Failure, type Phase } from "@etcd-explorer/shared/model/failure";

/** Runs `use` with a budget of `timeoutMs` that begins now. */
export async function withBudget<T>(timeoutMs: number, use: (budget: Budget) => Promise<T>): Promise<T> {
  const budget = new Budget(timeoutMs);
  try {
    return await use(budget);
  } finally {
    budget.end();
  }
}

/** The time of a request that somebody waits for: `signal` aborts when nobody does any more. */
export interface RequestTime {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Runs `use` with a budget that begins now and is cancelled when the reader leaves. */
export async function withReader<T>(
  { timeoutMs, signal }: RequestTime,
  use: (budget: Budget) => Promise<T>,
): Promise<T> {
  return await withBudget(timeoutMs, async (budget) => {
    const leave = (): void => budget.cancel({ kind: "offline", message: "The reader has left" });
    if (signal?.aborted === true) leave();
    signal?.addEventListener("abort", leave, { once: true });
    try {
      return await use(budget);
    } finally {
      signal?.removeEventListener("abort", leave);
    }
  });
}

/** What bounds a wait. */
export interface Deadline {
  /** `work`, or a `timeout` failure that names the phase where it does not settle in time. */
  race<T>(phase: Phase, work: Promise<T>): Promise<T>;
}

/** Why nothing is waited for any more, by what was waited for. */
type Over = (phase: Phase) => Failure;

/** One timer for everything that is awaited under it; whatever is late fails with a `timeout` that names its phase. */
export class Budget implements Deadline {
  readonly timeoutMs: number;
  readonly #waiting = new Set<(over: Over) => void>();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #sinceMs = Date.now();
  #over: Over | undefined;

  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => this.#timeOut(), timeoutMs);
  }

  /** Whether nothing may be begun any more. */
  get isOver(): boolean {
    this.#lookAtClock();
    return this.#over !== undefined;
  }

  /** A budget for a part of the work, which can be cancelled by itself: what is left of this one, at most `capMs`. */
  part(capMs = Number.POSITIVE_INFINITY): Budget {
    const leftMs = Math.max(0, this.#sinceMs + this.timeoutMs - Date.now());
    return new Budget(Math.min(leftMs, capMs));
  }

  /** Fails, with a `timeout` where the time is up: nothing needs to be begun any more. */
  requireTime(phase: Phase): void {
    this.#lookAtClock();
    if (this.#over !== undefined) throw new FailureError(this.#over(phase));
  }

  /**
   * `work`, or a `timeout` failure where it does not settle in time: within the budget, and within `capMs` where given.
   * How `work` settles afterwards is ignored, a rejection too.
   */
  race<T>(phase: Phase, work: Promise<T>, capMs = Number.POSITIVE_INFINITY): Promise<T> {
    this.#lookAtClock();
    return new Promise<T>((resolve, reject) => {
      let cap: ReturnType<typeof setTimeout> | undefined;
      const settle = (): void => {
        this.#waiting.delete(giveUp);
        if (cap !== undefined) clearTimeout(cap);
      };
      const giveUp = (over: Over): void => {
        settle();
        reject(new FailureError(over(phase)));
      };
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
      if (this.#over !== undefined) return giveUp(this.#over);
      this.#waiting.add(giveUp);
      if (capMs < this.timeoutMs)
        cap = setTimeout(() => giveUp(() => ({ kind: "timeout", phase, timeoutMs: capMs })), capMs);
    });
  }

  /** Stops the clock. What still waits is waited for no longer, and nobody is told. */
  end(): void {
    clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  /** Fails with `failure` whatever waits and whatever will: nobody wants the result any more. */
  cancel(failure: Failure): void {
    clearTimeout(this.#timer);
    this.#finish(() => failure);
  }

  /** Where bytes come faster than they are read, the timer's turn may never come. */
  #lookAtClock(): void {
    if (this.#over === undefined && Date.now() - this.#sinceMs >= this.timeoutMs) this.#timeOut();
  }

  #timeOut(): void {
    const { timeoutMs } = this;
    this.#finish((phase) => ({ kind: "timeout", phase, timeoutMs }));
  }

  #finish(over: Over): void {
    this.#over = over;
    for (const giveUp of this.#waiting) giveUp(over);
  }
}
