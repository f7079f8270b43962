/**
 * Leases that were granted while a transaction was built, until one of their puts has been written. They are told where
 * nothing in the draft names them any more: each counts down in etcd, and somebody wonders whose it is. In memory only.
 */
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import { create } from "zustand";

export const useGrantedHere = create<Readonly<Record<string, readonly LeaseId[]>>>()(() => ({}));

/** Remembers a lease that was granted for the transaction of a connection. */
export function rememberGranted(connectionId: string, id: LeaseId): void {
  change(connectionId, (ids) => [...ids, id]);
}

/** Forgets leases that are in use, revoked or expired. */
export function forgetGranted(connectionId: string, gone: readonly LeaseId[]): void {
  change(connectionId, (ids) => ids.filter((id) => !gone.includes(id)));
}

function change(connectionId: string, next: (ids: readonly LeaseId[]) => readonly LeaseId[]): void {
  useGrantedHere.setState((all) => ({ [connectionId]: next(all[connectionId] ?? []) }));
}
