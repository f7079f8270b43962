import { useQuery, useQueryClient } from "@tanstack/react-query";
import { zeroInt64, type Int64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leasesQuery, leaseTurns } from "#/api/lease/lease-query.ts";
import { dueAtMs, readAgain } from "#/lib/lease-time.ts";
import { asRead, type LeaseAnswer, type LeaseAnswers, type UnreadLease } from "./lease-model.ts";
import { LeaseReader } from "./lease-reader.ts";
import { useLeader } from "./use-leader.ts";

/** One that could not be read is tried again so much later. */
const retryMs = 5000;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** All leases by ID, and what is known of each, asked at a bounded pace, and not at all while there is no leader. */
export function useLeases() {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();
  const list = useQuery(leasesQuery(connected));
  // Whichever member answers lists the leases that it knows; without a leader it may know of none that there are.
  const leader = useLeader();
  const [answers, setAnswers] = useState<LeaseAnswers>(new Map());
  const reader = useRef<LeaseReader>(undefined);
  const isPaused = useEffectEvent(() => document.hidden || leader.isAway);
  const askLeader = useEffectEvent(() => leader.ask());

  useEffect(() => {
    const found = new Map<LeaseId, LeaseAnswer | UnreadLease>();
    const retryAtMs = new Map<LeaseId, number>();
    let changed = false;
    const current = new LeaseReader({
      ask: async (id) => {
        const before = asRead(found.get(id));
        const askedAtMs = performance.now();
        try {
          const lease = await etcd.leaseTimeToLive(id, { keys: true });
          const read = readAgain(before, lease, { askedAtMs, readAtMs: performance.now() });
          found.set(id, { ...read, keys: lease.keys, readOnMs: Date.now() });
          retryAtMs.delete(id);
        } catch (error) {
          const since = asRead(found.get(id));
          // One that was asked for again meanwhile may have answered first.
          if (since !== undefined && since.readAtMs > askedAtMs) return;
          found.set(id, { ...since, error });
          retryAtMs.set(id, performance.now() + retryMs);
          // It may have failed for want of a leader, which is to be told once instead of in every row.
          askLeader();
        }
        changed = true;
      },
      sleep,
      turn: () => leaseTurns.take(),
      nowMs: () => performance.now(),
      dueAtMs: (id) => {
        const answer = asRead(found.get(id));
        return retryAtMs.get(id) ?? (answer && dueAtMs(answer));
      },
      isPaused: () => isPaused(),
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

  const refresh = async () => {
    // The lease that is open beside the list as well: else the two would tell different numbers of keys.
    const opened = queryClient.invalidateQueries({ queryKey: etcdCache.everyLease(connection.id) });
    leader.ask();
    const again = await list.refetch();
    reader.current?.forget(again.data ?? []);
    await opened;
  };
  const readAnew = useEffectEvent(() => void refresh());
  const led = useRef<Int64>(undefined);
  useEffect(() => {
    // Another leader begins by giving every lease its whole time again: what was counted until now is none of it.
    const isNext = led.current !== undefined && leader.id !== zeroInt64 && leader.id !== led.current;
    if (leader.id === undefined) return;
    led.current = leader.id;
    if (isNext) readAnew();
  }, [leader.id]);

  return {
    list,
    hasLeader: !leader.isAway,
    answers,
    refresh,
    see: (seen: readonly LeaseId[]) => reader.current?.see(seen),
    askAgain: (again: readonly LeaseId[]) => reader.current?.forget(again),
    askAll: () => reader.current?.askAll(),
  };
}
