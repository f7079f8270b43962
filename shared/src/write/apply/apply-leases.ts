/** The leases of a plan of changes: each is looked for once, and one that the plan needs is granted once. */
import { noLease, type LeaseId } from "../../model/int64.ts";
import { hasEnded } from "../../model/lease.ts";
import { GrantedLeases } from "../transfer/granted-leases.ts";
import type { LeasePolicy, TargetCall } from "./apply-plan.ts";

export class ApplyLeases {
  readonly #policy: LeasePolicy;
  readonly #granted = new GrantedLeases();
  readonly #alive = new Map<LeaseId, boolean>();
  /** The lease that was granted for the plan, from when it was first needed. */
  granted: LeaseId | undefined;

  constructor(policy: LeasePolicy) {
    this.#policy = policy;
  }

  /** The lease that a key with this lease in the source gets. Fails as the calls do, and can then be asked again. */
  async leaseFor(call: TargetCall, lease: LeaseId): Promise<LeaseId> {
    if (lease === noLease) return noLease;
    switch (this.#policy.kind) {
      case "none":
        return noLease;
      case "keep":
        return (await this.#isAlive(call, lease)) ? lease : noLease;
      case "new":
        this.granted ??= await this.#granted.standIn(call, noLease, this.#policy.ttlSeconds);
        return this.granted;
      default:
        return this.#policy satisfies never;
    }
  }

  async #isAlive(call: TargetCall, lease: LeaseId): Promise<boolean> {
    const known = this.#alive.get(lease);
    if (known !== undefined) return known;
    const isAlive = !hasEnded(await call.leaseTimeToLive(lease));
    this.#alive.set(lease, isAlive);
    return isAlive;
  }
}
