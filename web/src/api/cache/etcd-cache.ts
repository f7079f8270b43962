/** The cache keys of what etcd said, spelled once. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";

export const etcdCache = {
  connection: (connectionId: string) => ["etcd", connectionId] as const,
  members: (connectionId: string) => ["etcd", connectionId, "members"] as const,
  memberWays: (connectionId: string) => ["etcd", connectionId, "member-ways"] as const,
  memberMonitors: (connectionId: string) => ["etcd", connectionId, "member-monitor"] as const,
  memberMonitor: (connectionId: string, memberId: string) =>
    ["etcd", connectionId, "member-monitor", memberId] as const,
  memberCount: (connectionId: string) => ["etcd", connectionId, "member-count"] as const,
  users: (connectionId: string) => ["etcd", connectionId, "users"] as const,
  locks: (connectionId: string, prefix: Key) => ["etcd", connectionId, "locks", encodeHex(prefix)] as const,
  health: (connectionId: string) => ["etcd", connectionId, "health"] as const,
  access: (connectionId: string) => ["etcd", connectionId, "access"] as const,
  folders: (connectionId: string) => ["etcd", connectionId, "folder"] as const,
  folder: (connectionId: string, prefix: Key, delimiters: Uint8Array) =>
    ["etcd", connectionId, "folder", encodeHex(prefix), encodeHex(delimiters)] as const,
  tables: (connectionId: string) => ["etcd", connectionId, "table"] as const,
  table: (connectionId: string, prefix: Key) => ["etcd", connectionId, "table", encodeHex(prefix)] as const,
  /** Each lease that was read; the list of them has a key of its own. */
  everyLease: (connectionId: string) => ["etcd", connectionId, "lease"] as const,
  lease: (connectionId: string, id: LeaseId) => ["etcd", connectionId, "lease", id] as const,
  leases: (connectionId: string) => ["etcd", connectionId, "leases"] as const,
  everyKey: (connectionId: string) => ["etcd", connectionId, "key"] as const,
  key: (connectionId: string, key: Key) => ["etcd", connectionId, "key", encodeHex(key)] as const,
};
