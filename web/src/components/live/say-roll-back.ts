/** What a screen that follows does where etcd's data has gone back. */
import type { QueryClient } from "@tanstack/react-query";
import { describeRollBack } from "@etcd-explorer/shared/model/roll-back";
import type { WatchGap } from "@etcd-explorer/shared/model/watch";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { notify } from "#/stores/notices.ts";
import { lowerRevision } from "#/stores/request-log.ts";

/** How far etcd's revision fell. */
export type RollBack = Pick<WatchGap, "from" | "to">;

/** Says it, and reads again whatever was read of the connection: none of it need be so any more. */
export function sayRollBack(client: QueryClient, connectionId: string, { from, to }: RollBack): void {
  lowerRevision(connectionId, to);
  notify(`${describeRollBack({ known: from, newest: to })} Everything is read again.`, "bad", undefined, true);
  void client.invalidateQueries({ queryKey: etcdCache.connection(connectionId) });
}
