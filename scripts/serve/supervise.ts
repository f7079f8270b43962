/** Starts the server again where it has ended by itself, a few times and with growing pauses. */
import { setTimeout as pause } from "node:timers/promises";
import { formatFailure } from "../process/launch-failure.ts";

/** What can be supervised. */
export interface Supervised {
  /** Settles when it is gone, whoever ended it, with the reason in words. */
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface Restarts {
  /** The pause before each restart; there are no more than these within `windowMs`. */
  readonly pausesMs: readonly number[];
  readonly windowMs: number;
}

const usual: Restarts = { pausesMs: [200, 500, 1_000, 2_000, 4_000], windowMs: 10 * 60_000 };

/**
 * `first`, and after it what `again` starts. `exited` settles when it was stopped, or has ended once too often; every
 * restart is told with its reason.
 */
export function supervise<Server extends Supervised>(
  first: Server,
  again: () => Promise<Server>,
  tell: (line: string) => void,
  { pausesMs, windowMs }: Restarts = usual,
): { readonly current: () => Server } & Supervised {
  let current = first;
  const stopping = new AbortController();
  const watch = async (): Promise<string> => {
    let times: number[] = [];
    for (;;) {
      const reason = await current.exited;
      if (stopping.signal.aborted) return reason;
      await current.stop();
      times = times.filter((atMs) => Date.now() - atMs < windowMs);
      const pauseMs = pausesMs[times.length];
      if (pauseMs === undefined) return `${reason}, ${times.length + 1} times in ${Math.round(windowMs / 60_000)} min`;
      times.push(Date.now());
      tell(`The server stopped unexpectedly: ${reason}. Restarting.`);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return reason;
      try {
        current = await again();
      } catch (error) {
        return `${reason}, and could not be restarted: ${formatFailure(error)}`;
      }
      if (stopping.signal.aborted) await current.stop();
    }
  };
  const exited = watch();
  return {
    current: () => current,
    exited,
    async stop() {
      stopping.abort();
      await current.stop();
      await exited;
    },
  };
}
