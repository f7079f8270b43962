/** The free connections that were used in this browser, newest first; no secret is in them. */
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
