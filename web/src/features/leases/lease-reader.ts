/** Asks for leases one by one, those in sight first and again as their time passes, each in its turn. */
import type { LeaseId } from "@etcd-explorer/shared/model/int64";

export interface LeaseReaderOptions {
  /** Asks for one; what it finds is noted by whoever asks. Never rejects. */
  readonly ask: (id: LeaseId) => Promise<void>;
  readonly nowMs: () => number;
  /** When one that was asked for is to be asked again while it is in sight; undefined: not at all. */
  readonly dueAtMs: (id: LeaseId) => number | undefined;
  readonly sleep: (ms: number) => Promise<void>;
  /** Resolves when another one may be asked for. */
  readonly turn: () => Promise<void>;
  /** Nobody looks: nothing is asked. */
  readonly isPaused: () => boolean;
}

const inFlight = 4;
/** So long until it is seen that an answer has come. */
const flightMs = 25;
/** So long until it is seen that there is something to ask again. */
const idleMs = 200;
/** Beyond those in sight so many are asked by themselves; the rest when they come in sight, or when asked to. */
export const askedAhead = 1000;

export class LeaseReader {
  readonly #options: LeaseReaderOptions;
  #wanted: readonly LeaseId[] = [];
  #inSight: readonly LeaseId[] = [];
  #asked = new Set<LeaseId>();
  #ahead = askedAhead;
  readonly #flying = new Set<LeaseId>();
  #aheadTurn = false;
  #stopped = false;

  constructor(options: LeaseReaderOptions) {
    this.#options = options;
  }

  /** All leases there are. */
  want(ids: readonly LeaseId[]): void {
    this.#wanted = ids;
  }

  /** The leases in sight come first. */
  see(ids: readonly LeaseId[]): void {
    this.#inSight = ids;
  }

  /** Asks for these again. */
  forget(ids: readonly LeaseId[]): void {
    for (const id of ids) this.#asked.delete(id);
  }

  /** Asks for all that are left, too. */
  askAll(): void {
    this.#ahead = Number.POSITIVE_INFINITY;
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    while (!this.#stopped) {
      const id = this.#options.isPaused() || this.#flying.size >= inFlight ? undefined : this.#next();
      if (id === undefined) {
        await this.#options.sleep(this.#flying.size === 0 ? idleMs : flightMs);
        continue;
      }
      this.#asked.add(id);
      this.#flying.add(id);
      void this.#options.ask(id).finally(() => {
        this.#flying.delete(id);
      });
      await this.#options.turn();
    }
  }

  #next(): LeaseId | undefined {
    const seen = this.#inSight.find((id) => !this.#asked.has(id));
    if (seen !== undefined) return seen;
    const due = this.#due();
    const ahead = this.#asked.size >= this.#ahead ? undefined : this.#wanted.find((id) => !this.#asked.has(id));
    // By turns: leases of a few seconds could fill every turn by themselves.
    this.#aheadTurn = !this.#aheadTurn;
    return this.#aheadTurn ? (ahead ?? due) : (due ?? ahead);
  }

  /** Of those in sight the one whose countdown has waited longest to be read again. */
  #due(): LeaseId | undefined {
    let [first, firstMs]: [LeaseId | undefined, number] = [undefined, this.#options.nowMs()];
    for (const id of this.#inSight) {
      const dueMs = this.#flying.has(id) ? undefined : this.#options.dueAtMs(id);
      if (dueMs !== undefined && dueMs <= firstMs) [first, firstMs] = [id, dueMs];
    }
    return first;
  }
}
