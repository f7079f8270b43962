/** Leases, as the product thinks of them: seconds as bigint, since a granted TTL may exceed what a timer holds. */
import type { Key } from "./bytes.ts";
import type { LeaseId } from "./int64.ts";
import type { ResponseHeader } from "./txn.ts";

export interface LeaseGrantRequest {
  /** At least 1; etcd may grant more than was asked (2 at the least), and refuses more than 9,000,000,000. */
  readonly ttlSeconds: bigint;
  /** Left out: etcd chooses. */
  readonly id?: LeaseId;
}

export interface LeaseGrantResponse {
  readonly id: LeaseId;
  readonly ttlSeconds: bigint;
}

export interface LeaseTimeToLiveResponse {
  readonly id: LeaseId;
  /** What is left; -1: there is no such lease. */
  readonly ttlSeconds: bigint;
  /** What it was granted; 0 where there is no such lease. */
  readonly grantedTtlSeconds: bigint;
  /** The keys attached, where they were asked for. */
  readonly keys: readonly Key[];
  /** With the term of the leader that counts it. */
  readonly header?: ResponseHeader;
}

/** The largest TTL that etcd grants, in seconds. Source: etcd server/lease/lessor.go, MaxLeaseTTL. */
export const largestTtlSeconds = 9_000_000_000n;

/** Whether a lease is there no more. */
export function hasEnded({ ttlSeconds }: Pick<LeaseTimeToLiveResponse, "ttlSeconds">): boolean {
  return ttlSeconds < 0n;
}
