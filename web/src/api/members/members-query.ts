import { queryOptions } from "@tanstack/react-query";
import type { AdminCalls } from "#/api/client/admin-calls.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { memberPatienceMs } from "./member-ways.ts";

/** The members, as whichever of them answers lists them. */
export function membersQuery(admin: Pick<AdminCalls, "call">, connection: Connection) {
  return queryOptions({
    queryKey: etcdCache.members(connection.id),
    queryFn: ({ signal }) => admin.call({ kind: "member-list" }, { signal, timeoutMs: memberPatienceMs }),
  });
}
