/** The leases that taking writes back needs, which may have ended since. */
import { leasesToRestore, type DoneWrite } from "../guarded/inverse.ts";
import type { LeaseId } from "../../model/int64.ts";
import { hasEnded, type LeaseTimeToLiveResponse } from "../../model/lease.ts";

/** What an undo asks etcd for first. */
export interface LeaseCall {
  leaseTimeToLive(id: LeaseId): Promise<Pick<LeaseTimeToLiveResponse, "ttlSeconds">>;
}

/** Leases are asked for so many at a time. */
const askedAtOnce = 16;

/** Those leases that are there no more. Fails as the call does. */
export async function endedLeases(call: LeaseCall, writes: readonly DoneWrite[]): Promise<ReadonlySet<LeaseId>> {
  const wanted = [...new Set(writes.flatMap(leasesToRestore))];
  const ended = new Set<LeaseId>();
  for (let at = 0; at < wanted.length; at += askedAtOnce) {
    const asked = wanted.slice(at, at + askedAtOnce);
    const answers = await Promise.all(asked.map((id) => call.leaseTimeToLive(id)));
    for (const [index, id] of asked.entries()) {
      const answer = answers[index];
      if (answer !== undefined && hasEnded(answer)) ended.add(id);
    }
  }
  return ended;
}

/** Whether taking this back needs one of these leases. */
export function needsLease(write: DoneWrite, leases: ReadonlySet<LeaseId>): boolean {
  return leasesToRestore(write).some((lease) => leases.has(lease));
}
