import { Link } from "@tanstack/react-router";
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { hiddenSecret } from "@etcd-explorer/shared/kubernetes/stored-secret";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, formatLeaseHex } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Contender, FoundLock } from "@etcd-explorer/shared/model/locks";
import { Crown, Lock } from "lucide-react";
import { useEffect, useRef } from "react";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { shownValue } from "#/lib/formats/shown-value.ts";
import { describeLeft, isGone, isShort } from "#/lib/lease-time.ts";
import { formatTtl } from "#/lib/ttl.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { useInSight } from "#/ui/use-in-sight.ts";
import { contenderElementId, lockElementId } from "./lock-elements.ts";

interface LockCardProps {
  readonly name: string;
  readonly lock: FoundLock;
  readonly onRelease: (contender: Contender) => void;
  /** The lease of the holder is gone: somebody else may hold the lock by now. */
  readonly onExpired: () => unknown;
}

const shownWaiting = 50;

/** One lock or election: its holder first, then the queue. */
export function LockCard({ name, lock, onRelease, onExpired }: LockCardProps) {
  const { holder, queue, kind } = lock;
  return (
    <section
      aria-label={`${kind === "lock" ? "Lock" : "Election"} ${name}`}
      className="rounded-[10px] border border-line bg-panel"
    >
      <header id={lockElementId(lock.name)} className="flex items-center gap-2 rounded-t-[10px] px-4 py-2.5">
        <h2 className="truncate font-mono font-semibold">{name}</h2>
        <Badge tone="plain">{kind}</Badge>
        <span className="ml-auto text-sm text-muted">{`${formatGrouped(queue.length)} waiting`}</span>
      </header>
      <ol>
        <Row
          contender={holder}
          place={kind === "lock" ? "Holder" : "Leader"}
          onRelease={onRelease}
          onExpired={onExpired}
          isHolder
        />
        {queue.slice(0, shownWaiting).map((contender, at) => (
          <Row
            key={formatKey(contender.kv.key)}
            contender={contender}
            place={`${at + 1}.`}
            onRelease={onRelease}
            onExpired={onExpired}
          />
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
  /** The lease of the holder is gone: somebody else may hold the lock by now. */
  readonly onExpired: () => unknown;
}

function Row({ contender, place, isHolder = false, onRelease, onExpired }: RowProps) {
  const { connection, at } = useConnected();
  const readOnly = useReadOnly();
  const { kv, lease } = contender;
  const row = useRef<HTMLLIElement>(null);
  const inSight = useInSight(row);
  // The holders in sight are asked; those who wait are not, and nobody of the past is.
  const { left, reading } = useLeaseLeft(lease, isHolder && inSight && at === "live");
  const gone = reading !== undefined && isGone(reading);
  useEffect(() => {
    if (gone) onExpired();
  }, [gone, onExpired]);
  const says = kv.value.length === 0 ? undefined : holderWords(kv.value);
  return (
    <li
      ref={row}
      id={contenderElementId(kv.key)}
      data-contender={formatKey(kv.key)}
      className="grid grid-cols-[110px_180px_150px_minmax(0,1fr)_auto] items-center gap-3 max-md:flex max-md:flex-wrap border-t border-line px-4 py-1.5 last:rounded-b-[9px]"
    >
      <span>
        {isHolder ? (
          <Badge tone="accent">
            {place === "Leader" ? <Crown /> : <Lock />} {place}
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
        title={`Lease ID (decimal): ${lease}`}
      >
        {formatLeaseHex(lease)}
      </Link>
      {left === undefined || at !== "live" ? (
        <span />
      ) : (
        <span
          className={isShort(left) ? "text-warn" : "text-muted"}
          title={left.kind === "unknown" ? left.why : reading && `Granted for ${formatTtl(reading.grantedTtlSeconds)}`}
        >
          {left.kind === "expired" ? "Lease expired" : describeLeft(left)}
        </span>
      )}
      <span className="truncate font-mono text-muted" title={says}>
        {says ?? `Since revision ${formatGrouped(kv.createRevision)}`}
      </span>
      <Button
        variant="danger"
        className="max-md:ml-auto"
        disabled={readOnly !== undefined}
        title={readOnly}
        onClick={() => onRelease(contender)}
        aria-label={`Release ${formatKey(kv.key)}`}
      >
        Release…
      </Button>
    </li>
  );
}

/** What a holder says of itself. */
function holderWords(value: Value): string {
  const shown = shownValue(value);
  return shown === undefined ? hiddenSecret : (decodeUtf8(shown) ?? formatBytes(shown.length));
}
