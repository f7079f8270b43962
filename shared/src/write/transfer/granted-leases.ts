/** The leases that an import grants: one for each lease of its file, however often it is stopped and gone on with. */
import { failureOf } from "../../model/failure.ts";
import type { LeaseId } from "../../model/int64.ts";
import type { LeaseGrantRequest } from "../../model/lease.ts";
import { randomLeaseId } from "../guarded/own-lease.ts";

interface GrantCall {
  leaseGrant(request: LeaseGrantRequest): Promise<unknown>;
}

/**
 * Remembers what was granted. The ID is chosen here, before etcd is asked: where an answer is lost, the same ID is
 * asked for again, and that it is taken says that the first request arrived.
 */
export class GrantedLeases {
  readonly #chosen = new Map<LeaseId, { readonly id: LeaseId; granted: boolean; asked: boolean }>();
  readonly #randomId: () => LeaseId;

  constructor(randomId: () => LeaseId = randomLeaseId) {
    this.#randomId = randomId;
  }

  /** The lease that stands for `lease` of the file; granted at the first call. Fails as the grant does. */
  async standIn(call: GrantCall, lease: LeaseId, ttlSeconds: bigint): Promise<LeaseId> {
    const chosen = this.#chosen.get(lease) ?? { id: this.#randomId(), granted: false, asked: false };
    this.#chosen.set(lease, chosen);
    if (chosen.granted) return chosen.id;
    const isFirst = !chosen.asked;
    chosen.asked = true;
    try {
      await call.leaseGrant({ ttlSeconds, id: chosen.id });
    } catch (error) {
      if (isFirst || !isTaken(error)) throw error;
    }
    chosen.granted = true;
    return chosen.id;
  }
}

/** Source: etcd api/v3rpc/rpctypes/error.go, ErrGRPCLeaseExist. */
function isTaken(error: unknown): boolean {
  const failure = failureOf(error);
  return failure.kind === "rejected" && /lease already exists/.test(failure.message);
}
