import { useQueryClient } from "@tanstack/react-query";
import { noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { useEffect, useState } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leaseQuery } from "#/api/lease/lease-query.ts";
import { refreshAfterWrite } from "#/api/keys/refresh-after-write.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { isGone } from "#/lib/lease-time.ts";

/** etcd ends a lease a moment before its keys are seen to be gone. */
const againMs = 500;

/**
 * Reads a key and the folders that hold it again once its lease is gone, until the key is gone as well. The lease that
 * took it along; undefined: none has.
 */
export function useExpiry(kv: KeyValue | undefined): LeaseId | undefined {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState<LeaseId>();
  // The lease that it had when it was last there.
  const [held, setHeld] = useState(noLease);
  if (kv !== undefined && kv.lease !== held) setHeld(kv.lease);
  const lease = kv?.lease ?? noLease;
  const { reading } = useLeaseLeft(lease, lease !== noLease && connected.at === "live");
  const gone = connected.at === "live" && lease !== noLease && reading !== undefined && isGone(reading);
  if (gone && ended !== lease) setEnded(lease);
  const isThere = kv !== undefined;
  useEffect(() => {
    // A watch tells that a key is deleted before anybody has read that its lease has ended.
    if (isThere || held === noLease || connected.at !== "live") return undefined;
    let over = false;
    const query = { ...leaseQuery(connected, held), staleTime: 0 };
    void queryClient.fetchQuery(query).then(
      ({ ttlSeconds }) => {
        if (over) return;
        if (ttlSeconds < 0n) setEnded(held);
        setHeld(noLease);
      },
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [isThere, held, connected, queryClient]);
  useEffect(() => {
    if (!gone || kv === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const refresh = async (): Promise<void> => {
      await refreshAfterWrite(queryClient, connected, kv.key);
      if (!over) timer = setTimeout(() => void refresh(), againMs);
    };
    void refresh();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [gone, kv, connected, queryClient]);
  return kv === undefined ? ended : undefined;
}
