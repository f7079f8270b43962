/** The free connections that were used in this browser, newest first; no secret is in them. */
import { parseConnectionRef, type ConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import { create } from "zustand";
import { persist } from "zustand/middleware";

const kept = 12;

export const useProfiles = create<{ readonly ids: readonly string[] }>()(
  persist(() => ({ ids: [] as readonly string[] }), { name: "etcd-explorer:profiles:v1" }),
);

/** Puts a connection first. */
export function rememberProfile(id: string): void {
  useProfiles.setState(({ ids }) => ({ ids: [id, ...ids.filter((known) => known !== id)].slice(0, kept) }));
}

/** Takes a connection off the list. */
export function forgetProfile(id: string): void {
  useProfiles.setState(({ ids }) => ({ ids: ids.filter((known) => known !== id) }));
}

/** Whether this browser has used that server, as whatever user; what the explorer's server knows counts as used. */
export function isUsed(ref: ConnectionRef, ids: readonly string[]): boolean {
  return ref.kind === "configured" || ids.some((id) => isSameServer(ref, parseConnectionRef(id)));
}

function isSameServer(a: ConnectionRef & { readonly kind: "free" }, b: ConnectionRef | undefined): boolean {
  return b?.kind === "free" && a.host.toLowerCase() === b.host.toLowerCase() && a.port === b.port && a.tls === b.tls;
}
