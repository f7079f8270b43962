/** The locks and elections below a prefix, as the screen caches and tells them. */
import { queryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { searchLocks, type LocksFound, type Searched } from "@etcd-explorer/shared/read/locks/search-locks";
import type { Connected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { formatCount, formatKeyCount } from "#/lib/format.ts";

/** What a search found, followed by a watch since then. */
export interface LocksRead extends LocksFound {
  /** Tells one search from another, also where both are of one revision. */
  readonly search: number;
}

let searches = 0;

/** The locks and elections below a prefix. */
export function locksQuery({ connection, etcd, at }: Connected, prefix: Key) {
  return queryOptions({
    queryKey: etcdCache.locks(connection.id, prefix, at),
    queryFn: async ({ signal }): Promise<LocksRead> => {
      const found = await searchLocks({ ...etcd, leaseCall: at === "live" ? etcd : undefined }, prefix, signal);
      return { ...found, search: ++searches };
    },
    // Searched again wherever the screen opens, since others take and release locks.
    staleTime: 0,
  });
}

/** `9 found among 24,418 keys`; `9 found · searched the keys of 120 leases`, as a watch may have found more since. */
export function describeFound(found: number, searched: Searched): string {
  const count = `${formatGrouped(found)} found`;
  if (searched.kind === "first-names") return `${count} among the first ${formatGrouped(searched.searched)} keys`;
  return searched.kind === "names"
    ? `${count} among ${formatKeyCount(searched.keys)}`
    : `${count} · searched the keys of ${formatCount(formatGrouped(searched.searched), "lease", "leases")}`;
}

/** What was left out, and how to see it; undefined: nothing. */
export function describeLeftOut(searched: Searched): string | undefined {
  if (searched.kind === "names") return undefined;
  if (searched.kind === "first-names") {
    const all = formatGrouped(searched.keys);
    return `Searched the first ${formatGrouped(searched.searched)} of ${all} keys. Enter a prefix to search fewer.`;
  }
  const left = searched.leases - searched.searched - searched.refused;
  const parts = [
    ...(left > 0
      ? [
          `Searched ${formatGrouped(searched.searched)} of ${formatGrouped(searched.leases)} leases. Enter a prefix to search the keys below it.`,
        ]
      : []),
    ...(searched.refused > 0
      ? [`No permission to read the keys of ${formatCount(formatGrouped(searched.refused), "lease", "leases")}.`]
      : []),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}
