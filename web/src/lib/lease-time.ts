/** What a lease has left, counted from when it was read. */
import { formatTtl } from "./ttl.ts";

export interface LeaseReading {
  /** Negative: there was no such lease. */
  readonly ttlSeconds: bigint;
  readonly grantedTtlSeconds: bigint;
  /** When it was read, in milliseconds since 1970. */
  readonly readAtMs: number;
}

/** Whole seconds left; 0: due to end, unless somebody keeps it alive; undefined: it was not there. */
export function secondsLeft({ ttlSeconds, readAtMs }: LeaseReading, nowMs: number): bigint | undefined {
  if (ttlSeconds < 0n) return undefined;
  const passed = BigInt(Math.max(0, Math.floor((nowMs - readAtMs) / 1000)));
  return passed >= ttlSeconds ? 0n : ttlSeconds - passed;
}

/** The countdown in words. */
export function describeLeft(reading: LeaseReading, nowMs: number): string {
  const left = secondsLeft(reading, nowMs);
  if (left === undefined) return "ended";
  return left === 0n ? "due to end" : formatTtl(left);
}
