import { useQuery } from "@tanstack/react-query";
import { failureOf, type Failure } from "@etcd-explorer/shared/model/failure";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { measureChanges, type ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import { useId, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { callsOf } from "#/components/calls-of.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";

export interface Measured {
  /** Of the first changes, in their order; it grows while they are read. */
  readonly sizes: readonly ChangeSize[];
  /** Why the others were not read; undefined: they were, or are. */
  readonly failure: Failure | undefined;
}

/** Reads how large the first changes of a plan are, and what they hold. */
export function useMeasured({ source, target, changes }: ChangeReview): Measured {
  const { etcd } = useConnected();
  const id = useId();
  const [sizes, setSizes] = useState<readonly ChangeSize[]>([]);
  const reading = useQuery({
    queryKey: [...etcdCache.connection(target.connection.id), "change-sizes", id, { at: source.revision }],
    queryFn: async ({ signal }) => {
      const read: ChangeSize[] = [];
      const sides = {
        source: { call: callsOf(source.connection, "live", "live"), revision: source.revision },
        target: { call: etcd, revision: target.revision },
      };
      for await (const piece of measureChanges(sides, changes, signal)) {
        read.push(...piece);
        setSizes([...read]);
      }
      return read.length;
    },
    gcTime: 0,
    staleTime: Infinity,
  });
  return { sizes, failure: reading.error === null ? undefined : failureOf(reading.error) };
}

/** Leases are looked for so many at a time, and so many at the most. */
const askedAtOnce = 16;
const askedAtMost = 320;

export interface EndedLeases {
  readonly ended: ReadonlySet<LeaseId>;
  /** All leases were looked for, and not only the first. */
  readonly isWhole: boolean;
}

/** Which of the leases the cluster of the target has no more; undefined: not known yet. */
export function useEndedLeases(leases: readonly LeaseId[]): EndedLeases | undefined {
  const { connection, etcd } = useConnected();
  const asked = leases.slice(0, askedAtMost);
  const found = useQuery({
    queryKey: [...etcdCache.connection(connection.id), "ended-leases", asked.join(",")],
    queryFn: async ({ signal }) => {
      const ended = new Set<LeaseId>();
      for (let at = 0; at < asked.length; at += askedAtOnce) {
        const some = asked.slice(at, at + askedAtOnce);
        const answers = await Promise.all(some.map((lease) => etcd.leaseTimeToLive(lease, { signal })));
        for (const [index, answer] of answers.entries()) {
          const lease = some[index];
          if (lease !== undefined && hasEnded(answer)) ended.add(lease);
        }
      }
      return ended;
    },
    gcTime: 0,
  });
  return found.data && { ended: found.data, isWhole: leases.length <= askedAtMost };
}
