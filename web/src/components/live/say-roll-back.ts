/** What becomes of what is known of an etcd where its data has gone back. */
import type { QueryClient } from "@tanstack/react-query";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { describeRollBack } from "@etcd-explorer/shared/model/roll-back";
import type { WatchGap } from "@etcd-explorer/shared/model/watch";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { KeyState } from "#/api/keys/key-state.ts";
import { notify } from "#/stores/notices.ts";
import { lowerRevision } from "#/stores/request-log.ts";
import { loseHistory } from "#/stores/write-history.ts";

/** How far etcd's revision fell. */
export type RollBack = Pick<WatchGap, "from" | "to">;

/** What `etcdCache` calls all that is read or found of the past of keys. */
const ofThePast = ["history", "past-writes", "version", "preview"];

/** Says it, and reads again whatever was read of the connection. */
export function sayRollBack(client: QueryClient, connectionId: string, { from, to }: RollBack): void {
  notify(`${describeRollBack({ known: from, newest: to })} Everything is read again.`, "bad", undefined, true);
  forgetLostPast(client, connectionId, to);
}

/** Reads again whatever was read of the connection, since none of it need be so any more. `newest`: where etcd is now. */
export function forgetLostPast(client: QueryClient, connectionId: string, newest: Revision): void {
  lowerRevision(connectionId, newest);
  loseHistory(connectionId);
  // What is read of a key's past is added to what was read before: of a past that is no more nothing is to stay.
  const queryKey = etcdCache.connection(connectionId);
  for (const kind of ofThePast) void client.resetQueries({ queryKey: [...queryKey, kind] });
  // Nor is a key shown as it was then until it has been read: a save compares with its revision, which other writes may
  // have by now.
  for (const [name, state] of client.getQueriesData<KeyState>({ queryKey: etcdCache.everyKey(connectionId) })) {
    const isLost = compareInt64(state?.revision ?? newest, newest) > 0;
    if (isLost) void client.resetQueries({ queryKey: name, exact: true });
  }
  void client.invalidateQueries({ queryKey });
}
