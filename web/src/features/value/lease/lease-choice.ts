/** What one chose to do about a key's lease, as it is typed, and what that comes to. */
import { noLease, parseLeaseHex, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { largestTtlSeconds, type LeaseGrantRequest } from "@etcd-explorer/shared/model/lease";

export interface LeaseChoice {
  readonly kind: "keep" | "none" | "existing" | "new";
  /** The ID in hex as typed, for an existing lease. */
  readonly idText: string;
  /** The seconds as typed, for a new lease. */
  readonly ttlText: string;
}

/** A choice that was understood. */
export type LeasePlan =
  | { readonly kind: "keep" }
  | { readonly kind: "attach"; readonly lease: LeaseId }
  | { readonly kind: "grant"; readonly request: LeaseGrantRequest };

export const noLeaseChosen: LeaseChoice = { kind: "none", idText: "", ttlText: "60" };

/** Reads a choice, or says what is wrong with it. */
export function parseLeaseChoice({ kind, idText, ttlText }: LeaseChoice): LeasePlan | { readonly error: string } {
  switch (kind) {
    case "keep":
      return { kind: "keep" };
    case "none":
      return { kind: "attach", lease: noLease };
    case "existing": {
      const lease = parseLeaseHex(idText.trim().replace(/^0x/i, ""));
      if (lease === undefined || lease === noLease)
        return { error: "Enter 1 to 16 hex digits, as etcdctl prints them" };
      return { kind: "attach", lease };
    }
    case "new": {
      const text = ttlText.trim().replaceAll(",", "");
      if (!/^\d{1,12}$/.test(text)) return { error: "Enter a whole number of seconds" };
      const ttlSeconds = BigInt(text);
      if (ttlSeconds < 1n) return { error: "Enter at least 1 second" };
      if (ttlSeconds > largestTtlSeconds) return { error: "Enter at most 9,000,000,000 seconds" };
      return { kind: "grant", request: { ttlSeconds } };
    }
    default:
      return kind satisfies never;
  }
}

/** Whether a choice leaves the key under the lease that it has. */
export function isPresentLease(choice: LeaseChoice, present: LeaseId): boolean {
  const plan = parseLeaseChoice(choice);
  return "kind" in plan && (plan.kind === "keep" || (plan.kind === "attach" && plan.lease === present));
}

/** Whether a key that lasts would be deleted by etcd one day, since it gets a lease. */
export function letsExpire(plan: LeasePlan, present: LeaseId): boolean {
  if (present !== noLease) return false;
  return plan.kind === "grant" || (plan.kind === "attach" && plan.lease !== noLease);
}

/** What choosing it does, on the button that does it. */
export const leaseActs: Readonly<Record<LeaseChoice["kind"], string>> = {
  keep: "Keep lease",
  none: "Remove lease",
  existing: "Attach lease",
  new: "Grant and attach",
};
