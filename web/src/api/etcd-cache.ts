/** The cache keys of what etcd said, spelled once, and what a write makes stale. */
import type { QueryClient } from "@tanstack/react-query";
import { asKey, encodeHex, type Key } from "@etcd-explorer/shared/bytes";
import type { LeaseId } from "@etcd-explorer/shared/int64";
import { foldersAbove, slash } from "@etcd-explorer/shared/listing/child";

export const etcdCache = {
  connection: (connectionId: string) => ["etcd", connectionId] as const,
  health: (connectionId: string) => ["etcd", connectionId, "health"] as const,
  folders: (connectionId: string) => ["etcd", connectionId, "folder"] as const,
  folder: (connectionId: string, prefix: Key) => ["etcd", connectionId, "folder", encodeHex(prefix)] as const,
  lease: (connectionId: string, id: LeaseId) => ["etcd", connectionId, "lease", id] as const,
  leases: (connectionId: string) => ["etcd", connectionId, "leases"] as const,
  key: (connectionId: string, key: Key) => ["etcd", connectionId, "key", encodeHex(key)] as const,
};

/**
 * Reads again what a write of `key` changed and is on the screen: the key, and the folders from the root down to it.
 * Folders elsewhere are left alone.
 */
export async function refreshAfterWrite(queryClient: QueryClient, connectionId: string, key: Key): Promise<void> {
  const root = asKey(new Uint8Array());
  const folders = [root, ...foldersAbove(key, slash)].map((prefix) => etcdCache.folder(connectionId, prefix));
  const stale = [etcdCache.key(connectionId, key), ...folders];
  await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey, exact: true })));
}
