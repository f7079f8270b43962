/** The cache keys of what etcd said, spelled once, and what a write makes stale. */
import type { QueryClient } from "@tanstack/react-query";
import { encodeHex, type Key } from "@etcd-explorer/shared/bytes";
import type { LeaseId } from "@etcd-explorer/shared/int64";
import { isJson } from "@etcd-explorer/shared/wire/fields";

export const etcdCache = {
  connection: (connectionId: string) => ["etcd", connectionId] as const,
  members: (connectionId: string) => ["etcd", connectionId, "members"] as const,
  memberWays: (connectionId: string) => ["etcd", connectionId, "member-ways"] as const,
  memberWatches: (connectionId: string) => ["etcd", connectionId, "member-watch"] as const,
  memberWatch: (connectionId: string, memberId: string) => ["etcd", connectionId, "member-watch", memberId] as const,
  users: (connectionId: string) => ["etcd", connectionId, "users"] as const,
  locks: (connectionId: string, prefix: Key) => ["etcd", connectionId, "locks", encodeHex(prefix)] as const,
  health: (connectionId: string) => ["etcd", connectionId, "health"] as const,
  access: (connectionId: string) => ["etcd", connectionId, "access"] as const,
  folders: (connectionId: string) => ["etcd", connectionId, "folder"] as const,
  folder: (connectionId: string, prefix: Key, delimiters: Uint8Array) =>
    ["etcd", connectionId, "folder", encodeHex(prefix), encodeHex(delimiters)] as const,
  tables: (connectionId: string) => ["etcd", connectionId, "table"] as const,
  table: (connectionId: string, prefix: Key) => ["etcd", connectionId, "table", encodeHex(prefix)] as const,
  lease: (connectionId: string, id: LeaseId) => ["etcd", connectionId, "lease", id] as const,
  leases: (connectionId: string) => ["etcd", connectionId, "leases"] as const,
  key: (connectionId: string, key: Key) => ["etcd", connectionId, "key", encodeHex(key)] as const,
};

/** A table of more pages is not read again, all of it, for one write: it says what revision it is of. */
const readAgainPages = 4;

/** How many pages a table holds. */
function pagesOf(data: unknown): number {
  const pages = isJson(data) ? data["pages"] : undefined;
  return Array.isArray(pages) ? pages.length : 0;
}

/**
 * Reads again what a write of `key` changed and is on the screen: the key, and every folder that holds it.
 * Folders elsewhere are left alone.
 */
export async function refreshAfterWrite(queryClient: QueryClient, connectionId: string, key: Key): Promise<void> {
  const hex = encodeHex(key);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: etcdCache.key(connectionId, key), exact: true }),
    queryClient.invalidateQueries({
      queryKey: etcdCache.folders(connectionId),
      predicate: ({ queryKey: [, , , prefix] }) => typeof prefix === "string" && hex.startsWith(prefix),
    }),
    queryClient.invalidateQueries({
      queryKey: etcdCache.tables(connectionId),
      predicate: ({ queryKey: [, , , prefix], state }) =>
        typeof prefix === "string" && hex.startsWith(prefix) && pagesOf(state.data) <= readAgainPages,
    }),
  ]);
}
