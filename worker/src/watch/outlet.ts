/** What goes to the client of a watch, no faster than it takes it, and in few messages while much comes. */
import type { WatchServerMessage } from "@etcd-explorer/shared/contract/watch-messages";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { MessageSocket } from "#/model/transport.ts";

export interface OutletLimits {
  /** What may lie unsent before nothing more is read from etcd. */
  readonly bufferedBytes: number;
  /** How often a full buffer is looked at: the platform says how much lies in it, and not when that changes. */
  readonly pollMs: number;
  /** How long a full buffer may stay so. Then nobody is there any more. */
  readonly stallMs: number;
  /** Events that follow others within so long are gathered, up to so many characters. */
  readonly gatherMs: number;
  readonly gatherLength: number;
}

type Events = Extract<WatchServerMessage, { events: unknown }>["events"];

interface Gathered {
  /** Events as JSON, without the brackets around them. */
  readonly texts: string;
  /** What came last: it says how far they tell everything. */
  readonly last: Events;
}

export class Outlet {
  readonly #socket: MessageSocket;
  readonly #limits: OutletLimits;
  /** By the watch's ID. */
  readonly #gathered = new Map<string, Gathered>();
  #length = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: MessageSocket, limits: OutletLimits) {
    this.#socket = socket;
    this.#limits = limits;
  }

  send(message: WatchServerMessage): void {
    this.#sendGathered();
    this.#socket.send(JSON.stringify(message));
  }

  /**
   * Sends events at once where none were sent for a while. Those that follow closely go together, in their order for
   * each watch: etcd tells each write by itself, and a page spends more on a message than on what is in it.
   */
  sendEvents(last: Events): void {
    // It is that of one answer of etcd's.
    if (last.header !== undefined) return this.send({ events: last });
    const text = JSON.stringify(last.events).slice(1, -1);
    const known = this.#gathered.get(last.id);
    this.#gathered.set(last.id, { texts: known === undefined ? text : `${known.texts},${text}`, last });
    this.#length += text.length;
    if (this.#timer === undefined || this.#length > this.#limits.gatherLength) this.#sendGathered();
    this.#timer ??= setTimeout(() => this.#look(), this.#limits.gatherMs);
  }

  /** Nothing is sent any more. */
  close(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#gathered.clear();
  }

  #look(): void {
    const isBusy = this.#gathered.size > 0;
    this.#sendGathered();
    this.#timer = isBusy ? setTimeout(() => this.#look(), this.#limits.gatherMs) : undefined;
  }

  #sendGathered(): void {
    for (const { texts, last } of this.#gathered.values()) {
      const { events: _, ...rest } = last;
      this.#socket.send(`{"events":${JSON.stringify(rest).slice(0, -1)},"events":[${texts}]}}`);
    }
    this.#gathered.clear();
    this.#length = 0;
  }

  /** Waits until there is room for more, or `signal` aborts. Fails with a `timeout` where none comes. */
  async room(signal: AbortSignal): Promise<void> {
    const { bufferedBytes, pollMs, stallMs } = this.#limits;
    for (let waitedMs = 0; this.#socket.bufferedBytes > bufferedBytes && !signal.aborted; waitedMs += pollMs) {
      if (waitedMs >= stallMs) throw new FailureError({ kind: "timeout", phase: "body", timeoutMs: stallMs });
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}
