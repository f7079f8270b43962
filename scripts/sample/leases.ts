/** The leases of the sample data. Their numbers look like etcd's own, which reach beyond what a double can hold. */
import type { SampleLease } from "./sample-key.ts";

const hourSeconds = 3600;

/** Outlives a working day: the sample does not crumble while somebody looks at it. */
const dayTtlSeconds = 24 * hourSeconds;
/** Short enough that its countdown is seen to run, long enough to try things on its key. */
const quarterTtlSeconds = hourSeconds / 4;

/** Lease number `at` of the long-lived ones, as etcd's decimal number. */
export function dayLeaseId(at: number): string {
  return (7_587_895_203_471_102_000n + BigInt(at) * 17n).toString();
}

export const dayLeaseCount = 24;

/** The lease of the one key that runs out within a session. */
export const shortLeaseId = "7587895203471109377";

/** A lease as the lock and election recipes of etcd's client name their keys: in hex. */
export function leaseHex(leaseId: string): string {
  return BigInt(leaseId).toString(16);
}

/** The lease of the events of Kubernetes, which an API server keeps for an hour. */
export const eventLeaseId = "7587895203471109501";

export function sampleLeases(): SampleLease[] {
  const long = Array.from({ length: dayLeaseCount }, (_, at) => ({
    leaseId: dayLeaseId(at),
    ttlSeconds: dayTtlSeconds,
  }));
  return [
    ...long,
    { leaseId: shortLeaseId, ttlSeconds: quarterTtlSeconds },
    { leaseId: eventLeaseId, ttlSeconds: hourSeconds },
  ];
}
