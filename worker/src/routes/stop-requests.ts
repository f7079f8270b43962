/**
 * Requests that their reader has stopped. The platform tells of a reader that leaves only where it breaks its
 * connection; one that closes it politely, as browsers do, is noticed at the first byte that is sent to it, which for
 * somebody who waits for a lock is never. So a reader may name its request, and stop it by that name.
 */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { requestIdHeader, requestIdShape } from "@etcd-explorer/shared/contract/endpoints";
import { BoundedMap } from "#/limits/bounded-map.ts";

const capacity = 1024;
/** A promise of one request cannot wake another (workerd): so the one that may be stopped looks. */
const lookMs = 50;

/** Whether somebody still waits for an answer. */
export interface Reader {
  /** Aborts when nobody does. */
  readonly signal: AbortSignal;
  /** The answer is over. */
  readonly end: () => void;
}

export class StopRequests {
  readonly #stopped = new BoundedMap<true>(capacity);

  /** Stops the requests of those names, also those that are still to come. */
  stop(ids: readonly string[]): void {
    for (const id of ids) this.#stopped.set(id, true);
  }

  /** Who waits for the answer to `request`. To be ended with the answer. */
  readerOf(request: Request): Reader {
    const left = new AbortController();
    const leave = (): void => left.abort();
    if (request.signal.aborted) leave();
    request.signal.addEventListener("abort", leave, { once: true });
    const timer = this.#look(request.headers.get(requestIdHeader), leave);
    return {
      signal: left.signal,
      end: () => {
        if (timer !== undefined) clearInterval(timer);
        request.signal.removeEventListener("abort", leave);
      },
    };
  }

  #look(id: string | null, leave: () => void): ReturnType<typeof setInterval> | undefined {
    if (id === null) return undefined;
    if (!requestIdShape.test(id)) {
      throw new FailureError({ kind: "invalid", field: requestIdHeader, message: "must be a UUID" });
    }
    const look = (): void => {
      if (this.#stopped.get(id) === true) leave();
    };
    look();
    return setInterval(look, lookMs);
  }
}
