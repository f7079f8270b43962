/** Finding locks costs one pass over the names below a prefix; values are read of what has a lock's shape alone. */
import { queryOptions } from "@tanstack/react-query";
import type { Key } from "@etcd-explorer/shared/bytes";
import { limits } from "@etcd-explorer/shared/contract/limits";
import { int64, type Int64 } from "@etcd-explorer/shared/int64";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { findLocks, leaseInName, type FoundLock } from "@etcd-explorer/shared/locks";
import { prefixRange } from "@etcd-explorer/shared/range";
import type { Connected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";

/** So many names are looked through at most. */
export const looked = 10_000;

export interface LocksFound {
  readonly locks: readonly FoundLock[];
  /** All keys below the prefix. */
  readonly count: Int64;
  /** Whether there are more names than were looked through. */
  readonly more: boolean;
}

/** The locks and elections below a prefix. */
export function locksQuery({ connection, etcd }: Connected, prefix: Key) {
  return queryOptions({
    queryKey: etcdCache.locks(connection.id, prefix),
    queryFn: async ({ signal }): Promise<LocksFound> => {
      const names = await etcd.range({ ...prefixRange(prefix), keysOnly: true, limit: int64(looked) }, signal);
      const shaped = names.kvs.filter(({ key }) => leaseInName(key) !== undefined);
      const kvs: KeyValue[] = [];
      // Answers of keys only name no lease from etcd 3.7 on, and never a value.
      for (let at = 0; at < shaped.length; at += limits.txnOperations) {
        const reads = shaped
          .slice(at, at + limits.txnOperations)
          .map(({ key }) => ({ kind: "range", request: { key } }) as const);
        const { responses } = await etcd.txn({ compare: [], success: reads, failure: [] }, signal);
        for (const answer of responses) if (answer.kind === "range") kvs.push(...answer.response.kvs);
      }
      return { locks: findLocks(kvs), count: names.count, more: names.more };
    },
  });
}
