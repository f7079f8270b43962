import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { decodeUtf8 } from "@etcd-explorer/shared/bytes";
import { formatGrouped, formatLeaseHex } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import type { LeaseTimeToLiveResponse } from "@etcd-explorer/shared/lease";
import type { Contender, FoundLock } from "@etcd-explorer/shared/locks";
import { Crown, Lock } from "lucide-react";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { useSeconds } from "#/lib/use-seconds.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";

interface LockCardProps {
  readonly name: string;
  readonly lock: FoundLock;
  readonly onRelease: (contender: Contender) => void;
}

const shownWaiting = 50;

/** One lock or election: its holder first, then the queue. */
export function LockCard({ name, lock, onRelease }: LockCardProps) {
  const { holder, queue, kind } = lock;
  return (
    <section
      aria-label={`${kind === "lock" ? "Lock" : "Election"} ${name}`}
      className="rounded-[10px] border border-line bg-panel"
    >
      <header className="flex items-center gap-2 px-4 py-2.5">
        <h2 className="truncate font-mono font-semibold">{name}</h2>
        <Badge tone="plain">{kind}</Badge>
        <span className="ml-auto text-sm text-muted">
          {queue.length === 0 ? "nobody waits" : `${formatGrouped(queue.length)} waiting`}
        </span>
      </header>
      <ol>
        <Row contender={holder} place={kind === "lock" ? "holds it" : "leads"} onRelease={onRelease} isHolder />
        {queue.slice(0, shownWaiting).map((contender, at) => (
          <Row key={formatKey(contender.kv.key)} contender={contender} place={`${at + 1}.`} onRelease={onRelease} />
        ))}
      </ol>
      {queue.length > shownWaiting && (
        <p className="border-t border-line px-4 py-1.5 text-muted">
          and {formatGrouped(queue.length - shownWaiting)} more
        </p>
      )}
    </section>
  );
}

interface RowProps {
  readonly contender: Contender;
  readonly place: string;
  readonly isHolder?: boolean;
  readonly onRelease: (contender: Contender) => void;
}

function Row({ contender, place, isHolder = false, onRelease }: RowProps) {
  const { connection, etcd } = useConnected();
  const { kv, lease } = contender;
  const left = useQuery({
    queryKey: [...etcdCache.lease(connection.id, lease), "left"],
    queryFn: async ({ signal }) => ({
      lease: await etcd.leaseTimeToLive(lease, { signal }),
      askedAtMs: performance.now(),
    }),
    // One call for the holder of each lock on the screen; those who wait are not asked.
    enabled: isHolder,
    staleTime: 0,
  });
  const says = kv.value.length === 0 ? undefined : (decodeUtf8(kv.value) ?? `${kv.value.length} bytes`);
  return (
    <li className="grid grid-cols-[110px_180px_130px_minmax(0,1fr)_auto] items-center gap-3 border-t border-line px-4 py-1.5">
      <span>
        {isHolder ? (
          <Badge tone="accent">
            {place === "leads" ? <Crown /> : <Lock />} {place}
          </Badge>
        ) : (
          <span className="pl-1.5 text-muted">{place}</span>
        )}
      </span>
      <Link
        to="/c/$connection/leases"
        params={{ connection: connection.id }}
        search={{ lease: formatLeaseHex(lease) }}
        className="truncate font-mono text-accent"
        title={`lease, decimal ${lease}`}
      >
        {formatLeaseHex(lease)}
      </Link>
      {left.data === undefined ? <span /> : <Left {...left.data} />}
      <span className="truncate font-mono text-muted" title={says}>
        {says ?? `since revision ${formatGrouped(kv.createRevision)}`}
      </span>
      <Button
        variant="danger"
        disabled={connection.readOnly}
        onClick={() => onRelease(contender)}
        aria-label={`Release ${formatKey(kv.key)}`}
      >
        Release…
      </Button>
    </li>
  );
}

interface LeftProps {
  readonly lease: LeaseTimeToLiveResponse;
  readonly askedAtMs: number;
}

/** What a lease has left, counted down by the page's clock; whoever holds the lock renews it meanwhile. */
function Left({ lease: { ttlSeconds, grantedTtlSeconds }, askedAtMs }: LeftProps) {
  const nowMs = useSeconds();
  if (ttlSeconds < 0n) return <span className="text-muted">lease is gone</span>;
  const left = Math.max(0, Number(ttlSeconds) - Math.floor((nowMs - askedAtMs) / 1000));
  return (
    <span
      className="text-muted"
      title={`granted for ${formatTtl(grantedTtlSeconds)}; Refresh shows whether it was renewed`}
    >
      {formatTtl(left)} left
    </span>
  );
}
