/** Watches from other screens: beside those that are open already. */
import type { Connection } from "#/api/connection/connection.ts";
import {
  formatWatch,
  formatWatches,
  mostWatches,
  parseWatches,
  type WatchShape,
  type WatchSpec,
} from "./model/watch-spec.ts";
import { sessionOf } from "./state/watch-sessions.ts";
import { watchedBefore } from "./state/watched-before.ts";

/** The watches of the screen with these in addition, as its address spells them; undefined: there would be too many. */
export function addToWatches(connection: Connection, shapes: readonly WatchShape[]): string | undefined {
  const { entries } = sessionOf(connection).view();
  // After a reload none is open until the screen is.
  const open = entries.length > 0 ? entries.map(({ spec }) => spec) : parseWatches(watchedBefore(connection.id));
  const known = new Set(open.map(formatWatch));
  const added = shapes.map((shape): WatchSpec => ({ shape })).filter((spec) => !known.has(formatWatch(spec)));
  const all = [...open, ...added];
  return all.length > mostWatches ? undefined : formatWatches(all);
}
