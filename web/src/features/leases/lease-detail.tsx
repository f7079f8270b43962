import { useMutation, useQuery } from "@tanstack/react-query";
import { compareBytes } from "@etcd-explorer/shared/model/bytes";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { hasEnded } from "@etcd-explorer/shared/model/lease";
import { HeartPulse, Trash2 } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { equivalentTarget } from "#/api/connection/equivalent-target.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { untilDueMs } from "#/api/lease/lease-query.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { notifyDone } from "#/stores/done-notice.ts";
import { isGone, leaseLeft, readAgain } from "#/lib/lease-time.ts";
import { useNow } from "#/lib/use-now.ts";
import { keepLease, releaseLease, useKeptLease } from "#/stores/kept-leases.ts";
import { notify } from "#/stores/notices.ts";
import { notifyWriteFailure } from "#/components/write-notice.ts";
import { VirtualRows } from "#/ui/list/virtual-rows.tsx";
import { describeAttached, describeLeftOrLast, whyUnknown, withKept, type LeaseAnswer } from "./lease-model.ts";
import { RevokeDialog } from "#/components/lease/revoke-dialog.tsx";

interface LeaseDetailProps {
  readonly id: LeaseId;
  /** Without one nobody counts its time. */
  readonly hasLeader: boolean;
  /** Why leases cannot be read, where the screen has said it. */
  readonly told: string | undefined;
  readonly onGone: () => void;
  readonly onChanged: () => void;
}

/** One lease: its keys, and what can be done with it. */
export function LeaseDetail({ id, hasLeader, told, onGone, onChanged }: LeaseDetailProps) {
  const { connection, etcd } = useConnected();
  const kept = useKeptLease(connection.id, id);
  const [revoking, setRevoking] = useState(false);
  const nowMs = useNow();
  const queryKey = [...etcdCache.lease(connection.id, id), "listed"];
  const lease = useQuery({
    queryKey,
    queryFn: async ({ signal, client }): Promise<LeaseAnswer> => {
      const before = client.getQueryData<LeaseAnswer>(queryKey);
      const askedAtMs = performance.now();
      const answer = await etcd.leaseTimeToLive(id, { keys: true, signal });
      return {
        ...readAgain(before, answer, { askedAtMs, readAtMs: performance.now() }),
        keys: answer.keys,
        readOnMs: Date.now(),
      };
    },
    // Without a leader nobody can tell, and the screen has said so.
    enabled: hasLeader,
    staleTime: 0,
    refetchInterval: ({ state: { data, status } }) => untilDueMs(data, status === "error"),
  });
  const keepAlive = useMutation({
    mutationFn: () => etcd.leaseKeepAlive(id),
    onSuccess: async (seconds) => {
      if (seconds === 0n) notify("Could not keep the lease alive. It has expired or was revoked.", "bad");
      else {
        const done = { request: { kind: "lease-keepalive", id }, target: equivalentTarget(connection) } as const;
        notifyDone(`Renewed lease for ${formatTtl(seconds)}`, done);
      }
      await lease.refetch();
      onChanged();
    },
    onError: (error) =>
      notifyWriteFailure(error, { failed: "Could not keep the lease alive", look: "Refresh the leases to see" }),
  });
  const error = lease.isError ? lease.error : undefined;
  const read = lease.data && withKept({ ...lease.data, error }, kept);
  const why = whyUnknown(read ?? { error }, hasLeader);
  const granted = Number(lease.data?.grantedTtlSeconds ?? 0n);
  const ended = lease.data !== undefined && hasEnded(lease.data);
  const readOnly = useReadOnly();
  const away = readOnly ?? (ended ? "This lease has ended" : undefined);
  useAct("lease.keep-alive", () => keepAlive.mutate(), away);
  // What is kept alive can be let go, also where nothing may be written and where it has ended.
  const keepAway = kept === undefined ? away : undefined;
  useAct(
    "lease.keep-open",
    () => {
      if (kept === undefined) keepLease(connection.id, id, () => etcd.leaseKeepAlive(id));
      else releaseLease(connection.id, id);
    },
    keepAway,
  );
  useAct("lease.revoke", () => setRevoking(true), away);

  // etcd tells them in no order.
  const keys = (lease.data?.keys ?? []).toSorted(compareBytes);
  return (
    <div className="flex h-full flex-col">
      <div className="flex flex-col gap-2 p-4">
        <h2 className="font-mono text-lg font-semibold">{formatLeaseHex(id)}</h2>
        <dl className="grid grid-cols-[90px_1fr] gap-y-1">
          <dt className="text-muted">Decimal ID</dt>
          <dd className="font-mono break-all">{id}</dd>
          <dt className="text-muted">Remaining</dt>
          <dd data-testid="lease-left">
            {read === undefined && why === undefined ? "…" : describeLeftOrLast(leaseLeft(read, nowMs, why), read)}
          </dd>
          <dt className="text-muted">Granted TTL</dt>
          <dd>
            {lease.data === undefined
              ? why === undefined
                ? "…"
                : "not known"
              : isGone(lease.data)
                ? "not known"
                : formatTtl(granted)}
          </dd>
        </dl>
        {hasLeader && why !== undefined && why !== told && (
          <p role="alert" className="text-bad">
            {why}
          </p>
        )}
        {ended && (
          <p role="status" className="text-warn">
            This lease has expired or was revoked. Its keys were deleted.
          </p>
        )}
        {kept !== undefined && (
          <p role="status" className={kept.trouble === undefined ? "text-ok" : "text-bad"}>
            {kept.trouble === undefined
              ? "Kept alive while this page is open"
              : `Keep-alive failed, retrying: ${hasLeader ? kept.trouble : "no leader"}`}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <ActButton act="lease.keep-alive" label="Keep alive" icon={<HeartPulse />} />
          <ActButton act="lease.keep-open" label={kept === undefined ? "Keep alive while open" : "Stop keep-alive"} />
          <ActButton act="lease.revoke" label="Revoke…" variant="danger" icon={<Trash2 />} />
        </div>
      </div>
      <h3 className="border-t border-line px-4 py-2 text-sm text-muted">
        {describeAttached(lease.data?.keys.length, why !== undefined)}
      </h3>
      <KeyNames keys={keys.map((key) => formatKey(key))} />
      {revoking && <RevokeDialog id={id} onClose={() => setRevoking(false)} onRevoked={onGone} />}
    </div>
  );
}

/** Names of keys, any number of them. */
export function KeyNames({ keys }: { readonly keys: readonly string[] }) {
  return (
    <VirtualRows
      role="list"
      aria-label="Attached keys"
      className="min-h-0 flex-1 overflow-auto"
      count={keys.length}
      rowHeight={24}
      fitsWidth
      renderRow={(index) => (
        <div role="listitem" className="h-6 truncate px-4 font-mono" title={keys[index]}>
          {keys[index]}
        </div>
      )}
    />
  );
}
