/** Asks for leases one by one, those in sight first, never faster than so many a second. */
import type { LeaseId } from "@etcd-explorer/shared/int64";

export interface ReaderWorld {
  /** Asks for one; what it finds is noted by whoever asks. Never rejects. */
  readonly ask: (id: LeaseId) => Promise<void>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Nobody looks: nothing is asked. */
  readonly isPaused: () => boolean;
}

/** Below the 50 calls a second that a screen of leases may cost a cluster. */
export const asksASecond = 40;
const inFlight = 4;
/** So long until it is seen that there is something to ask again. */
const idleMs = 200;
/** Beyond those in sight so many are asked by themselves; the rest when they come in sight, or when asked to. */
export const askedAhead = 1000;

export class LeaseReader {
  readonly #world: ReaderWorld;
  #wanted: readonly LeaseId[] = [];
  #inSight: readonly LeaseId[] = [];
  #asked = new Set<LeaseId>();
  #ahead = askedAhead;
  #flying = 0;
  #stopped = false;

  constructor(world: ReaderWorld) {
    this.#world = world;
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
      const id = this.#world.isPaused() || this.#flying >= inFlight ? undefined : this.#next();
      if (id !== undefined) {
        this.#asked.add(id);
        this.#flying++;
        void this.#world.ask(id).finally(() => {
          this.#flying--;
        });
      }
      await this.#world.sleep(id === undefined && this.#flying === 0 ? idleMs : 1000 / asksASecond);
    }
  }

  #next(): LeaseId | undefined {
    const seen = this.#inSight.find((id) => !this.#asked.has(id));
    if (seen !== undefined || this.#asked.size >= this.#ahead) return seen;
    return this.#wanted.find((id) => !this.#asked.has(id));
  }
}
