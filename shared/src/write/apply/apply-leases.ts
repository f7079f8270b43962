/** The leases of a plan of changes: each is looked for once a piece, and one that the plan needs is granted. */
import { noLease, type LeaseId } from "../../model/int64.ts";
import { hasEnded } from "../../model/lease.ts";
import { GrantedLeases } from "../transfer/granted-leases.ts";
import type { LeasePolicy, TargetCall } from "./apply-plan.ts";

export class ApplyLeases {
  readonly #policy: LeasePolicy;
  #granted = new GrantedLeases();
  readonly #alive = new Map<LeaseId, boolean>();
  /** The lease that was granted for the plan, from when it was first needed. */
  granted: LeaseId | undefined;
  /** All that were granted, those that have ended among them. */
  readonly all: Set<LeaseId> = new Set();

  constructor(policy: LeasePolicy) {
    this.#policy = policy;
  }

  /**
   * Before each piece: what was alive may have ended while the plan was stopped. A lease that was granted and has ended
   * is replaced by a new one when a key needs it. Fails as the call does.
   */
  async beginPiece(call: TargetCall): Promise<void> {
    this.#alive.clear();
    if (this.granted === undefined || (await this.#isAlive(call, this.granted))) return;
    this.granted = undefined;
    this.#granted = new GrantedLeases();
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
        this.all.add(this.granted);
        return this.granted;
      default:
        return this.#policy satisfies never;
    }
  }

  /** Which of the granted leases have ended by now. Fails as the call does. */
  async findEnded(call: TargetCall): Promise<ReadonlySet<LeaseId>> {
    const ended = new Set<LeaseId>();
    for (const lease of this.all) if (hasEnded(await call.leaseTimeToLive(lease))) ended.add(lease);
    return ended;
  }

  async #isAlive(call: TargetCall, lease: LeaseId): Promise<boolean> {
    const known = this.#alive.get(lease);
    if (known !== undefined) return known;
    const isAlive = !hasEnded(await call.leaseTimeToLive(lease));
    this.#alive.set(lease, isAlive);
    return isAlive;
  }
}
