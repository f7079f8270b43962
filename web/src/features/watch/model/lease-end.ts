/**
 * Whether a key was deleted because its lease ended: etcd tells a delete, and not why. A lease that still exists has not
 * deleted it; of one that is gone etcd says neither when it ended nor whether it expired or was revoked, so that is a guess.
 */
import { noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";

export interface DeleteCause {
  readonly text: string;
  readonly why: string;
}

/** The lease that a deleted key had; undefined: none, or it is not known. */
export function leaseOfDeleted(event: KeyEvent): LeaseId | undefined {
  if (event.type !== "delete" || event.prevKv === undefined || event.prevKv.lease === noLease) return undefined;
  return event.prevKv.lease;
}

/** What can be said of the cause; `exists`: whether the lease exists now, undefined where that is not known. */
export function deleteCause(exists: boolean | undefined): DeleteCause | undefined {
  if (exists === undefined) return undefined;
  if (exists) return { text: "deleted by a client", why: "The key's lease still exists, so it did not expire." };
  return {
    text: "lease ended, probably",
    why: "The lease is gone: it expired or was revoked. A client may also have deleted the key before.",
  };
}
