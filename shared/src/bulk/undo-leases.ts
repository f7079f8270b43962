/** The leases that taking a bulk act back needs, which may have ended since. */
import { noLease, type LeaseId } from "../int64.ts";
import type { KeyValue } from "../key-value.ts";
import { hasEnded, type LeaseTimeToLiveResponse } from "../lease.ts";
import type { Undoable } from "./bulk-item.ts";

/** What an undo asks etcd for first. */
export interface LeaseCall {
  leaseTimeToLive(id: LeaseId): Promise<Pick<LeaseTimeToLiveResponse, "ttlSeconds">>;
}

/** Leases are asked for so many at a time. */
const askedAtOnce = 16;

/** The leases that keys get back. */
export function leasesOf(undoable: Undoable): LeaseId[] {
  return restored(undoable)
    .map(({ lease }) => lease)
    .filter((lease) => lease !== noLease);
}

function restored(undoable: Undoable): readonly KeyValue[] {
  if (undoable.kind === "deleted") return [undoable.base];
  const { base, over } = undoable.item;
  const kept = over === undefined ? [] : [over];
  return undoable.kind === "copied" ? kept : [base, ...kept];
}

/** Those leases that are there no more. Fails as the call does. */
export async function endedLeases(call: LeaseCall, undo: readonly Undoable[]): Promise<ReadonlySet<LeaseId>> {
  const wanted = [...new Set(undo.flatMap(leasesOf))];
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
export function needsLease(undoable: Undoable, leases: ReadonlySet<LeaseId>): boolean {
  return leasesOf(undoable).some((lease) => leases.has(lease));
}

/** The same, so that no key is put under one of these leases. */
export function withoutLeases(undoable: Undoable, leases: ReadonlySet<LeaseId>): Undoable {
  const free = (kv: KeyValue): KeyValue => (leases.has(kv.lease) ? { ...kv, lease: noLease } : kv);
  if (undoable.kind === "deleted") return { ...undoable, base: free(undoable.base) };
  const { base, over, ...item } = undoable.item;
  return { ...undoable, item: { ...item, base: free(base), ...(over === undefined ? {} : { over: free(over) }) } };
}
