/** The cache keys of what etcd said, spelled once. */
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { At } from "@etcd-explorer/shared/model/at";
import type { LeaseId, Revision } from "@etcd-explorer/shared/model/int64";

/** What is read of keys ends with the revision that it was read of. */
interface ReadAt {
  readonly at: At | "oldest";
}

export const etcdCache = {
  connection: (connectionId: string) => ["etcd", connectionId] as const,
  members: (connectionId: string) => ["etcd", connectionId, "members"] as const,
  memberWays: (connectionId: string) => ["etcd", connectionId, "member-ways"] as const,
  memberMonitors: (connectionId: string) => ["etcd", connectionId, "member-monitor"] as const,
  memberMonitor: (connectionId: string, memberId: string) =>
    ["etcd", connectionId, "member-monitor", memberId] as const,
  memberCount: (connectionId: string) => ["etcd", connectionId, "member-count"] as const,
  users: (connectionId: string) => ["etcd", connectionId, "users"] as const,
  locks: (connectionId: string, prefix: Key, at: At) =>
    ["etcd", connectionId, "locks", encodeHex(prefix), { at }] as const,
  health: (connectionId: string) => ["etcd", connectionId, "health"] as const,
  access: (connectionId: string) => ["etcd", connectionId, "access"] as const,
  folders: (connectionId: string) => ["etcd", connectionId, "folder"] as const,
  folder: (connectionId: string, prefix: Key, delimiters: Uint8Array, at: At) =>
    ["etcd", connectionId, "folder", encodeHex(prefix), encodeHex(delimiters), { at }] as const,
  completions: (connectionId: string, typed: Key, delimiters: Uint8Array, at: At) =>
    ["etcd", connectionId, "completions", encodeHex(typed), encodeHex(delimiters), { at }] as const,
  tables: (connectionId: string) => ["etcd", connectionId, "table"] as const,
  table: (connectionId: string, prefix: Key, at: At) =>
    ["etcd", connectionId, "table", encodeHex(prefix), { at }] as const,
  /** The beginning of a key's value, at one of its versions. */
  preview: (connectionId: string, key: Key, modRevision: Revision, at: At) =>
    ["etcd", connectionId, "preview", encodeHex(key), modRevision, { at }] as const,
  /** What a folder's overview reads beside its listing. */
  overview: (connectionId: string, prefix: Key, what: string, at: At) =>
    ["etcd", connectionId, "overview", encodeHex(prefix), what, { at }] as const,
  /** Each lease that was read; the list of them has a key of its own. */
  everyLease: (connectionId: string) => ["etcd", connectionId, "lease"] as const,
  lease: (connectionId: string, id: LeaseId) => ["etcd", connectionId, "lease", id] as const,
  leases: (connectionId: string) => ["etcd", connectionId, "leases"] as const,
  everyKey: (connectionId: string) => ["etcd", connectionId, "key"] as const,
  key: (connectionId: string, key: Key, at: At) => ["etcd", connectionId, "key", encodeHex(key), { at }] as const,
  /** The versions of a key, as far as they were read. */
  history: (connectionId: string, key: Key, at: At) =>
    ["etcd", connectionId, "history", encodeHex(key), { at }] as const,
  /** What a replay has found of a key's past. */
  pastWrites: (connectionId: string, key: Key, at: At) =>
    ["etcd", connectionId, "past-writes", encodeHex(key), { at }] as const,
  /** The value of one version, which never changes. */
  version: (connectionId: string, key: Key, modRevision: Revision, at: At) =>
    ["etcd", connectionId, "version", encodeHex(key), modRevision, { at }] as const,
  /** A key on one side of a comparison. */
  compared: (connectionId: string, key: Key, at: Revision) =>
    ["etcd", connectionId, "compared", encodeHex(key), { at }] as const,
  /** The oldest revision that is left, asked for by one that is compacted. */
  oldest: (connectionId: string, at: At) => ["etcd", connectionId, "oldest", { at }] as const,
  /** The oldest and the newest revision that can be viewed. */
  ends: (connectionId: string) => ["etcd", connectionId, "ends"] as const,
  /** What was read about the past of some keys, up to now: the writes of a strip, the changes around a revision. */
  pastOf: (connectionId: string, what: string, ranges: string, at: At) =>
    ["etcd", connectionId, "past-of", what, ranges, { at }] as const,
  /** How a folder differs now from what it was; `isAsked`: however large it is. */
  differences: (connectionId: string, prefix: Key, isAsked: boolean, at: Revision) =>
    ["etcd", connectionId, "differences", encodeHex(prefix), isAsked, { at }] as const,
  /** A key as it is now, beside what it was. */
  keyNow: (connectionId: string, key: Key, at: At) =>
    ["etcd", connectionId, "key-now", encodeHex(key), { at }] as const,
  /** A plan that restores: it is reviewed as it was made, whatever is written meanwhile. `id`: of the review. */
  restorePlan: (connectionId: string, id: string, kind: string, at: Revision | "oldest") =>
    ["etcd", connectionId, "restore-plan", id, kind, { at }] as const,
  /** When a revision was written, by the nodes of Kubernetes. */
  kubernetesTime: (connectionId: string, at: Revision) => ["etcd", connectionId, "kubernetes-time", { at }] as const,
};

/** What a cache key says that was read: a revision, the newest, or undefined for what has no past. */
export function readAtOf(queryKey: readonly unknown[]): ReadAt["at"] | undefined {
  const last = queryKey.at(-1);
  return isReadAt(last) ? last.at : undefined;
}

function isReadAt(part: unknown): part is ReadAt {
  return typeof part === "object" && part !== null && "at" in part;
}
