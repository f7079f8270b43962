/** The session of the connection that is watched: its events outlive the screen, as long as no other is watched. */
import type { Connection } from "#/api/connection/connection.ts";
import { alertOf } from "./watch-alert.ts";
import { WatchSession } from "./watch-session.ts";

/** A frame shows all that came since the last one, and there are no more of them than this in a second. */
const shortestMs = 33;

let current: { readonly id: string; readonly session: WatchSession } | undefined;

/** The session of a connection and its user. One of another is dropped: its events may take much memory. */
export function sessionOf({ id, user }: Connection): WatchSession {
  const mine = `${id} ${user}`;
  if (current?.id !== mine) {
    current?.session.disconnect();
    current = { id: mine, session: new WatchSession(frames()) };
    current.session.onAlert = alertOf(id);
  }
  return current.session;
}

/** Runs what it is given at a frame, not sooner than `shortestMs` after the last one. */
function frames(): (run: () => void) => void {
  let lastMs = 0;
  return (run) => {
    const atFrame = () =>
      requestAnimationFrame(() => {
        lastMs = performance.now();
        run();
      });
    const waitMs = lastMs + shortestMs - performance.now();
    if (waitMs <= 0) atFrame();
    else setTimeout(atFrame, waitMs);
  };
}
