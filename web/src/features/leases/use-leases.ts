import { useQuery } from "@tanstack/react-query";
import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { zeroInt64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useEffect, useRef, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { createAdminCalls } from "#/api/client/admin-calls.ts";
import { quietClientOf } from "#/api/client/page-client.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leasesQuery, leaseTurns } from "#/api/lease/lease-query.ts";
import { dueAtMs, readAgain } from "#/lib/lease-time.ts";
import type { LeaseAnswer, LeaseAnswers } from "./lease-model.ts";
import { LeaseReader } from "./lease-reader.ts";

/** One that could not be read is tried again so much later. */
const retryMs = 5000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** All leases by ID, and what is known of each, asked at a bounded pace. */
export function useLeases() {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const list = useQuery(leasesQuery(connected));
  // Whichever member answers lists the leases that it knows; without a leader it may know of none that there are.
  const leader = useQuery({
    queryKey: [...etcdCache.leases(connection.id), "leader"],
    queryFn: async () => (await createAdminCalls(quietClientOf(connection)).call({ kind: "status" })).leader,
    retry: false,
  });
  const [answers, setAnswers] = useState<LeaseAnswers>(new Map());
  const reader = useRef<LeaseReader>(undefined);

  useEffect(() => {
    const found = new Map<LeaseId, LeaseAnswer | { failed: string }>();
    const retryAtMs = new Map<LeaseId, number>();
    let changed = false;
    const current = new LeaseReader({
      ask: async (id) => {
        try {
          const before = found.get(id);
          const askedAtMs = performance.now();
          const lease = await etcd.leaseTimeToLive(id, { keys: true });
          const known = before !== undefined && "keys" in before ? before : undefined;
          found.set(id, { ...readAgain(known, lease, { askedAtMs, readAtMs: performance.now() }), keys: lease.keys });
          retryAtMs.delete(id);
        } catch (error) {
          const failed = describeFailure(failureOf(error));
          const before = found.get(id);
          found.set(id, before !== undefined && "keys" in before ? { ...before, failedSince: failed } : { failed });
          retryAtMs.set(id, performance.now() + retryMs);
        }
        changed = true;
      },
      sleep,
      turn: () => leaseTurns.take(),
      nowMs: () => performance.now(),
      dueAtMs: (id) => {
        const answer = found.get(id);
        return retryAtMs.get(id) ?? (answer !== undefined && "keys" in answer ? dueAtMs(answer) : undefined);
      },
      isPaused: () => document.hidden,
    });
    reader.current = current;
    void current.run();
    // Answers come by the dozen a second: the list is drawn anew a few times a second.
    const draw = setInterval(() => {
      if (changed) setAnswers(new Map(found));
      changed = false;
    }, 150);
    return () => {
      current.stop();
      clearInterval(draw);
    };
  }, [etcd]);

  const ids = list.data;
  useEffect(() => {
    if (ids !== undefined) reader.current?.want(ids);
  }, [ids]);

  return {
    list,
    /** Whether the cluster has a leader. Unless a member says that it knows none, it has. */
    hasLeader: leader.data !== zeroInt64,
    askLeader: () => leader.refetch(),
    answers,
    see: (seen: readonly LeaseId[]) => reader.current?.see(seen),
    askAgain: (again: readonly LeaseId[]) => reader.current?.forget(again),
    askAll: () => reader.current?.askAll(),
  };
}
