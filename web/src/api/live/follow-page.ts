/** What becomes of the page's watches when the page is hidden, its network changes or its computer sleeps. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { WatchStream } from "./live-stream.ts";

/** A hidden page keeps its watches so long. */
export const hiddenMs: number = 5 * 60_000;
const tickMs = 10_000;
/** Browsers let a hidden page's clock tick once a minute: only what is longer was sleep. */
export const sleptMs = 90_000;

const moved: Failure = { kind: "offline", message: "The network has changed" };
const slept: Failure = { kind: "offline", message: "The computer was asleep" };

/** What of a stream depends on the page. */
export type PageStream = Pick<WatchStream, "sleep" | "wake" | "suspect">;

/** What is heard of a page: `Document` in the browser. */
interface Page extends EventTarget {
  readonly visibilityState: DocumentVisibilityState;
}

/**
 * Tells all streams when a page is hidden, seen again, back on a network or awake after its computer slept; `view` is
 * its window.
 */
export function followPage(page: Page, view: EventTarget, streams: () => Iterable<PageStream>): void {
  const all = (use: (stream: PageStream) => void) => {
    for (const stream of streams()) use(stream);
  };
  let hidden: ReturnType<typeof setTimeout> | undefined;
  page.addEventListener("visibilitychange", () => {
    clearTimeout(hidden);
    if (page.visibilityState === "hidden") hidden = setTimeout(() => all((stream) => stream.sleep()), hiddenMs);
    else all((stream) => stream.wake());
  });
  // A connection over the network of before may be dead, and the browser tells so only after many minutes.
  view.addEventListener("online", () => all((stream) => stream.suspect(moved)));
  let last = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - last > sleptMs) all((stream) => stream.suspect(slept));
    last = now;
  }, tickMs);
}
