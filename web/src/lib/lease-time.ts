/**
 * What a lease has left, counted from when it was read. Whoever holds it may renew it meanwhile, so it is read again
 * before it seems to end, and at every third of its time: a countdown never says that a lease which lives has 0 s left.
 */
import type { Int64 } from "@etcd-explorer/shared/model/int64";
import type { LeaseTimeToLiveResponse } from "@etcd-explorer/shared/model/lease";
import { formatTtl } from "./ttl.ts";

export interface LeaseReading {
  /** Negative: there was no such lease. etcd rounds down, so it may live up to a second longer. */
  readonly ttlSeconds: bigint;
  readonly grantedTtlSeconds: bigint;
  /** When it was read, in milliseconds of the page's clock (`performance.now`). */
  readonly readAtMs: number;
  /** Unless somebody renews it, it ends before that. */
  readonly endsBeforeMs?: number;
  /** When it was last seen to live on beyond that. */
  readonly renewedAtMs?: number;
  /** The term of the leader that counts it: the next one gives it its whole time again, which is no sign of a holder. */
  readonly raftTerm?: Int64 | undefined;
}

/**
 * What is known of a lease once it has been read again. etcd tells whole seconds, rounded down: what it told when it was
 * asked bounds the end from one side, what it had told before from the other.
 */
export function readAgain(
  known: LeaseReading | undefined,
  {
    ttlSeconds,
    grantedTtlSeconds,
    header,
  }: Pick<LeaseTimeToLiveResponse, "ttlSeconds" | "grantedTtlSeconds" | "header">,
  { askedAtMs, readAtMs }: { readonly askedAtMs: number; readonly readAtMs: number },
): LeaseReading {
  const raftTerm = header?.raftTerm;
  const before = known?.raftTerm === raftTerm ? known : undefined;
  const endsBy = readAtMs + (Number(ttlSeconds) + 1) * 1000;
  const ended = before?.endsBeforeMs ?? Number.POSITIVE_INFINITY;
  const renewed = ttlSeconds >= 0n && askedAtMs + Number(ttlSeconds) * 1000 > ended + clocksMs;
  const renewedAtMs = renewed ? readAtMs : before?.renewedAtMs;
  return {
    ttlSeconds,
    grantedTtlSeconds,
    readAtMs,
    endsBeforeMs: renewed ? endsBy : Math.min(ended, endsBy),
    ...(renewedAtMs !== undefined && { renewedAtMs }),
    raftTerm,
  };
}

/** Two clocks do not run quite alike. */
const clocksMs = 100;

function passedSeconds({ readAtMs }: Pick<LeaseReading, "readAtMs">, nowMs: number): bigint {
  return BigInt(Math.max(0, Math.floor((nowMs - readAtMs) / 1000)));
}

/**
 * Whether etcd knows the lease no more, so that its keys are deleted. One that has expired may be there a little longer,
 * with its granted time and less than nothing left (etcd server/lease/lessor.go: revokeExpiredLeases).
 */
export function isGone({ ttlSeconds, grantedTtlSeconds }: LeaseReading): boolean {
  return ttlSeconds < 0n && grantedTtlSeconds === 0n;
}

/** How a lease stands at a moment. */
export type LeaseLeft =
  | { readonly kind: "left"; readonly seconds: bigint; readonly renewed: boolean }
  /** Its time is up as counted, and etcd is being asked whether it was renewed; or it was never read. */
  | { readonly kind: "reading" }
  /** It could not be read the last time. */
  | { readonly kind: "unknown"; readonly why: string }
  | { readonly kind: "expired" };

/**
 * How it stands at `nowMs`. `why` it could not be read the last time: then nothing counts down, since whoever holds it
 * may have renewed it, and without a leader its time stands still: a new one gives it its whole time again, also where it
 * was over (etcd server/lease/lessor.go: Promote).
 */
export function leaseLeft(reading: LeaseReading | undefined, nowMs: number, why?: string): LeaseLeft {
  if (reading !== undefined && isGone(reading)) return { kind: "expired" };
  if (why !== undefined) return { kind: "unknown", why };
  if (reading === undefined) return { kind: "reading" };
  if (reading.ttlSeconds < 0n) return { kind: "expired" };
  const seconds = reading.ttlSeconds - passedSeconds(reading, nowMs);
  if (seconds > 0n) return { kind: "left", seconds, renewed: isRenewed(reading, seconds, nowMs) };
  return { kind: "reading" };
}

/**
 * Whether somebody keeps it alive: it was renewed within its time, and has more than a third left, which is what etcd's
 * clients leave before they renew (clientv3 lease.go). What has less may have lost its holder.
 */
function isRenewed({ renewedAtMs, grantedTtlSeconds }: LeaseReading, seconds: bigint, nowMs: number): boolean {
  if (renewedAtMs === undefined || nowMs - renewedAtMs > Number(grantedTtlSeconds) * 1000) return false;
  return seconds * 3n >= grantedTtlSeconds;
}

/** The same in words: `9 min 58 s`, `8 s · renewed`, `loading…`, `not known`, `expired`. */
export function describeLeft(left: LeaseLeft): string {
  switch (left.kind) {
    case "left":
      return left.renewed ? `${formatTtl(left.seconds)} · renewed` : formatTtl(left.seconds);
    case "reading":
      return "loading…";
    case "unknown":
      return "not known";
    case "expired":
      return "expired";
    default:
      return left satisfies never;
  }
}

/** Whether a lease needs attention: it is gone, or has less than ten seconds that nobody renews. */
export function isShort(left: LeaseLeft): boolean {
  return left.kind === "expired" || (left.kind === "left" && left.seconds < 10n && !left.renewed);
}

/** The part of what was granted that is left, 0 to 1. */
export function shareLeft(reading: LeaseReading, nowMs: number): number {
  const left = leaseLeft(reading, nowMs);
  const granted = Number(reading.grantedTtlSeconds);
  return left.kind !== "left" || granted <= 0 ? 0 : Math.min(1, Number(left.seconds) / granted);
}

/** No lease is read again sooner. */
const soonestMs = 1000;
/** Long leases are looked at so often: renewing one may change hours, and without a leader none counts down at all. */
const latestMs = 60_000;

/** When to read it again, by the page's clock; undefined: it has ended, and there is nothing to read. */
export function dueAtMs(reading: LeaseReading): number | undefined {
  const { ttlSeconds, grantedTtlSeconds, readAtMs } = reading;
  if (isGone(reading)) return undefined;
  const beforeItEnds = Number(ttlSeconds) * 1000 - 1000;
  const third = (Number(grantedTtlSeconds) * 1000) / 3;
  return readAtMs + Math.max(soonestMs, Math.min(beforeItEnds, third, latestMs));
}
