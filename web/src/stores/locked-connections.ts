/** The connections that this tab has made read-only for itself. Kept as long as the tab, a reload included. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

interface Locked {
  readonly ids: readonly string[];
}

export const useLockedConnections = create<Locked>()(
  persist((): Locked => ({ ids: [] }), {
    name: "etcd-explorer:locked:v1",
    storage: createJSONStorage(() => sessionStorage),
  }),
);

/** Whether this tab has made a connection read-only. */
export function isLocked(connectionId: string): boolean {
  return useLockedConnections.getState().ids.includes(connectionId);
}

/** Makes a connection read-only for this tab, or lets it be written again. */
export function setLocked(connectionId: string, locked: boolean): void {
  useLockedConnections.setState(({ ids }) => {
    const others = ids.filter((id) => id !== connectionId);
    return { ids: locked ? [...others, connectionId] : others };
  });
}
