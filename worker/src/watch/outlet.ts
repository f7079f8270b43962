/** What goes to the client of a watch, no faster than it takes it. */
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
}

export class Outlet {
  readonly #socket: MessageSocket;
  readonly #limits: OutletLimits;

  constructor(socket: MessageSocket, limits: OutletLimits) {
    this.#socket = socket;
    this.#limits = limits;
  }

  send(message: WatchServerMessage): void {
    this.#socket.send(JSON.stringify(message));
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
