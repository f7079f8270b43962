/** What requests of a connection show, told to its watches. */
import type { hintWatches } from "#/api/live/hints.ts";
import { useRequestLog } from "#/stores/request-log.ts";

/** Tells `hint` from now on of each connection that was lost and answers again: its watches need not wait any more. */
export function followRequests(hint: typeof hintWatches): void {
  useRequestLog.subscribe(({ last, lost }, before) => {
    const id = last?.connectionId;
    if (id !== undefined && before.lost[id] === true && lost[id] !== true) hint(id, "reached");
  });
}
