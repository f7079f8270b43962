/** What a watch tells, to be taken one after the other. */
import type { ResponseHeader } from "../../model/txn.ts";
import type { KeyEvent, WatchGap, WatchNews, WatchStatus } from "../../model/watch.ts";

/** Whoever watches: see {@link newsOf}. */
export interface NewsListener {
  onEvents(events: readonly KeyEvent[], header?: ResponseHeader): void;
  onProgress(header?: ResponseHeader): void;
  onGap(gap: WatchGap): void;
  onStatus(status: WatchStatus): void;
}

interface Watched {
  close(): void;
  replay(): void;
}

/**
 * Begins a watch and gives what it tells, until `signal` aborts or nobody takes any more; then the watch is closed. What
 * is not taken yet is kept.
 */
export function newsOf(
  begin: (listener: NewsListener) => Watched,
  signal: AbortSignal,
): { readonly news: AsyncIterable<WatchNews>; replay(): void } {
  const kept: WatchNews[] = [];
  let wake: (() => void) | undefined;
  const tell = (news: WatchNews): void => {
    kept.push(news);
    wake?.();
  };
  const watched = begin({
    onEvents: (events, header) => tell({ kind: "events", events, ...headed(header) }),
    onProgress: (header) => tell({ kind: "progress", ...headed(header) }),
    onGap: (gap) => tell({ kind: "gap", gap }),
    onStatus: (status) => tell({ kind: "status", status }),
  });
  const stop = (): void => wake?.();
  async function* take(): AsyncGenerator<WatchNews> {
    signal.addEventListener("abort", stop);
    try {
      while (!signal.aborted) {
        const next = kept.shift();
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        } else yield next;
      }
    } finally {
      signal.removeEventListener("abort", stop);
      watched.close();
    }
  }
  return { news: take(), replay: () => watched.replay() };
}

function headed(header: ResponseHeader | undefined): { readonly header?: ResponseHeader } {
  return header === undefined ? {} : { header };
}
