/** Leases under an ID of our own choice: where the answer to the grant is lost, the ID tells whether it was done. */
import { FailureError, failureOf } from "../../model/failure.ts";
import { asLeaseId, parseInt64, zeroInt64, type LeaseId } from "../../model/int64.ts";
import {
  hasEnded,
  type LeaseGrantRequest,
  type LeaseGrantResponse,
  type LeaseTimeToLiveResponse,
} from "../../model/lease.ts";
import { wasWritten } from "../../model/write-outcome.ts";

export interface OwnLeaseCall {
  leaseGrant(request: LeaseGrantRequest): Promise<LeaseGrantResponse>;
  leaseTimeToLive(id: LeaseId): Promise<LeaseTimeToLiveResponse>;
}

/** Any positive int64: etcd takes IDs that a client has chosen. Nobody else has this one. */
export function randomLeaseId(): LeaseId {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const id = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) & 0x7fff_ffff_ffff_ffffn;
  return asLeaseId(parseInt64((id || 1n).toString()) ?? zeroInt64);
}

/**
 * Grants a lease. Fails as the grant does; where its answer was lost and etcd has the lease, nothing failed. `id` is
 * for tests: it must be one that nobody else can have.
 */
export async function grantOwnLease(
  call: OwnLeaseCall,
  ttlSeconds: bigint,
  id: LeaseId = randomLeaseId(),
): Promise<LeaseGrantResponse> {
  try {
    return await call.leaseGrant({ ttlSeconds, id });
  } catch (error) {
    if (wasWritten(failureOf(error)) === "not-written") throw error;
    const found = await call.leaseTimeToLive(id).catch(() => undefined);
    if (found === undefined || hasEnded(found)) throw new LostGrant(id, error);
    return { id, ttlSeconds: found.grantedTtlSeconds };
  }
}

/** A grant of which nothing is known: it was not there when it was looked for, or could not be looked for. */
export class LostGrant extends FailureError {
  readonly id: LeaseId;

  constructor(id: LeaseId, cause: unknown) {
    super(failureOf(cause), { cause });
    this.id = id;
  }
}
