/** What the rest of the page finds out that its watches should know; apart from the streams, which are loaded later. */

/** `reached`: a connection that was lost answers again. `denied`: etcd has refused a request for lack of a right. */
export type WatchHint = "reached" | "denied";
type OnHint = (connectionId: string, hint: WatchHint) => void;

let take: OnHint = () => undefined;

/** Hands what is found out from now on to `onHint`. */
export function takeHints(onHint: OnHint): void {
  take = onHint;
}

/** Tells the watches of a connection. */
export const hintWatches: OnHint = (connectionId, hint) => take(connectionId, hint);
