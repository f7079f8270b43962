import type { KeyEvent } from "@etcd-explorer/shared/model/watch";
import type { EventRow } from "#/features/watch/model/event-rows.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";

/** The event that a row is about, of a group the newest; undefined: none. */
export function eventOfRow(session: WatchSession, row: EventRow): KeyEvent | undefined {
  if (row.kind === "gap") return undefined;
  const number = row.kind === "group" ? row.group.newest : row.event;
  return number === undefined ? undefined : session.eventOf(number)?.event;
}
