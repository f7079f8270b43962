/** A lease that is granted for one write, and given back where the write was not done. */
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { grantOwnLease } from "@etcd-explorer/shared/write/guarded/own-lease";
import { wasWritten, type WriteWords } from "@etcd-explorer/shared/model/write-outcome";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";
import type { LeasePlan } from "./lease-choice.ts";

type Leases = Pick<EtcdCalls, "leaseGrant" | "leaseRevoke" | "leaseTimeToLive">;

/** Where the lease itself could not be granted: the key was not touched. */
export const grantWords: WriteWords = {
  failed: "Could not grant the lease",
  look: "The key is unchanged, and an unused lease expires",
};

/**
 * Lends the lease of a plan to `write`, which says whether it was written. One that was granted for it and is not
 * used is revoked again, unless somebody has attached a key to it meanwhile. `kept` stands for "keep".
 */
export async function withPlannedLease<Result extends { readonly written: boolean }>(
  etcd: Leases,
  plan: LeasePlan,
  kept: LeaseId,
  write: (lease: LeaseId) => Promise<Result>,
): Promise<Result> {
  if (plan.kind !== "grant") return write(plan.kind === "keep" ? kept : plan.lease);
  const { id } = await grantOwnLease(etcd, plan.request.ttlSeconds);
  try {
    const result = await write(id);
    if (!result.written) await giveBack(etcd, id);
    return result;
  } catch (error) {
    // Where the write may have been done, its key may be under the lease.
    if (wasWritten(failureOf(error)) === "not-written") await giveBack(etcd, id);
    throw error;
  }
}

async function giveBack(etcd: Leases, id: LeaseId): Promise<void> {
  if (id === noLease) return;
  try {
    const { keys } = await etcd.leaseTimeToLive(id, { keys: true });
    if (keys.length === 0) await etcd.leaseRevoke(id);
  } catch {
    // It ends by itself when its time is up.
  }
}
