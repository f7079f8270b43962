/** A plan of changes as it is carried out: which keys, from which revision, under which leases. */
import type { LeaseId, Revision } from "../../model/int64.ts";
import type { LeaseGrantRequest, LeaseTimeToLiveResponse } from "../../model/lease.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import type { WantedChange } from "./wanted-change.ts";

/**
 * What becomes of keys whose source has a lease. `none`: they are put without one. `keep`: the same lease, where the
 * target's cluster still has it. `new`: one lease for all of them, granted when the first of them is written. Keys whose
 * source has none are put without one in any case.
 */
export type LeasePolicy =
  | { readonly kind: "none" }
  | { readonly kind: "keep" }
  | { readonly kind: "new"; readonly ttlSeconds: bigint };

export interface ApplyPlan {
  /** Each target once. */
  readonly changes: readonly WantedChange[];
  /** The revision of the source at which the changes' `source` was read, and their values will be. */
  readonly revision: Revision;
  readonly leases: LeasePolicy;
  /** Whether what is overwritten and deleted is kept, so that it can be undone. */
  readonly keep: boolean;
}

/** What is asked of the cluster that is written to. */
export interface TargetCall extends TxnCall {
  leaseGrant(request: LeaseGrantRequest): Promise<unknown>;
  leaseTimeToLive(id: LeaseId): Promise<Pick<LeaseTimeToLiveResponse, "ttlSeconds">>;
}

export interface ApplyCalls {
  /** Where the values are read, at the plan's revision. */
  readonly source: TxnCall;
  readonly target: TargetCall;
}
