import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { EventRow } from "#/features/watch/model/event-rows.ts";
import type { WatchSession } from "#/features/watch/state/watch-session.ts";

/** The key that a row is about; undefined: none. */
export function keyOfRow(session: WatchSession, row: EventRow): Key | undefined {
  if (row.kind === "gap") return undefined;
  const number = row.kind === "group" ? row.group.events.at(-1) : row.event;
  return number === undefined ? undefined : session.eventOf(number)?.event.key;
}
