import { useQuery } from "@tanstack/react-query";
import { formatLeaseHex, noLease, parseLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { useEffect } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { leasesQuery } from "#/api/lease/lease-query.ts";
import { useLeaseLeft } from "#/api/lease/use-lease-left.ts";
import { describeLeft, isShort } from "#/lib/lease-time.ts";
import { Badge } from "#/ui/badge.tsx";

/** The lease of a put, typed as hex, with what it has left. Nothing where none is typed, or it cannot be one. */
export function LeaseChip({ typed }: { readonly typed: string }) {
  const lease = parseLeaseHex(typed.trim());
  return lease === undefined || lease === noLease ? null : <KnownLease key={lease} lease={lease} />;
}

/** So long nothing more must be typed before the list of leases is read again. */
const pauseMs = 400;

/** A lease is asked for once however many rows name it, and counted down here. */
function KnownLease({ lease }: { readonly lease: LeaseId }) {
  const connected = useConnected();
  // The builder has read which leases there are: while an ID is being typed, its beginnings are none to ask for.
  const known = useQuery({ ...leasesQuery(connected), enabled: false });
  const isKnown = known.data?.includes(lease);
  const { left } = useLeaseLeft(lease, isKnown === true);
  const { refetch } = known;
  useEffect(() => {
    if (isKnown !== false) return undefined;
    // It may have been granted since.
    const timer = setTimeout(() => void refetch(), pauseMs);
    return () => clearTimeout(timer);
  }, [isKnown, refetch]);
  const name = formatLeaseHex(lease);
  // It was there, and is in the list no more: what is remembered of it counts down for nothing.
  if (isKnown === false && left !== undefined) return <Chip name={name} tone="bad" words="lease ended" />;
  if (left === undefined) return <Chip name={name} tone="accent" words="lease" />;
  // A lease that ends soon may be gone before the transaction is committed.
  const tone = left.kind === "expired" ? "bad" : isShort(left) ? "warn" : "accent";
  if (left.kind === "unknown") return <Chip name={name} tone={tone} words="lease, time not known" why={left.why} />;
  return <Chip name={name} tone={tone} words={`lease ${describeLeft(left)}`} />;
}

interface ChipProps {
  readonly name: string;
  readonly tone: "accent" | "warn" | "bad";
  readonly words: string;
  readonly why?: string;
}

function Chip({ name, tone, words, why }: ChipProps) {
  return (
    <Badge tone={tone} className="mt-[3px] shrink-0 tabular-nums">
      <span title={why === undefined ? `Lease ${name}` : `Lease ${name}. ${why}.`}>{words}</span>
    </Badge>
  );
}
