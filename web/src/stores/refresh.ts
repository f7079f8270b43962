/** How often the cluster screen asks its members, kept in the browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";

/** In seconds; 0: only when asked to. */
export const refreshChoices = [2, 5, 15, 60, 0] as const;

const usual = 5;

export const useRefresh = create<{ readonly seconds: number }>()(
  persist(() => ({ seconds: usual }), {
    name: "etcd-explorer:refresh:v1",
    storage: createJSONStorage(() => browserStorage),
    // Anything may be in the browser's storage, and a pace that is none would ask all the time.
    merge: (stored, current) =>
      typeof stored === "object" && stored !== null && "seconds" in stored && isChoice(stored.seconds)
        ? { seconds: stored.seconds }
        : current,
  }),
);

function isChoice(seconds: unknown): seconds is (typeof refreshChoices)[number] {
  return refreshChoices.some((choice) => choice === seconds);
}

/** Chooses how often; what is none of the choices is ignored. */
export function setRefresh(seconds: number): void {
  if (isChoice(seconds)) useRefresh.setState({ seconds });
}
