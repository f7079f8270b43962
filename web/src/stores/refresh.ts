/** How often the cluster screen asks its members, kept in the browser. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

/** In seconds; 0: only when asked to. */
export const refreshChoices = [2, 5, 15, 60, 0] as const;

export const useRefresh = create<{ readonly seconds: number }>()(
  persist(() => ({ seconds: 5 }), { name: "etcd-explorer:refresh:v1" }),
);

/** Chooses how often; what is none of the choices is ignored. */
export function setRefresh(seconds: number): void {
  if (refreshChoices.some((choice) => choice === seconds)) useRefresh.setState({ seconds });
}
