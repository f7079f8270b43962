/** What requests of a connection show, told to its watches. */
import type { hintWatches } from "#/api/live/hints.ts";
import { useRequestLog } from "#/stores/request-log.ts";

const forbidden = 403;

/**
 * Tells `hint` from now on of each connection that was lost and answers again, so that its watches need not wait any
 * more, and of each request that etcd denies: it may deny the watches too, and by itself it does not look again.
 */
export function followRequests(hint: typeof hintWatches): void {
  useRequestLog.subscribe(({ last, lost }, before) => {
    if (last === undefined || last === before.last) return;
    const id = last.connectionId;
    if (before.lost[id] === true && lost[id] !== true) hint(id, "reached");
    if (last.outcome === forbidden && last.failed) hint(id, "denied");
  });
}
