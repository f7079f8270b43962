/** Connections whose keys are read from one member alone, which may be behind: asked for while there is no leader. */
import { create } from "zustand";

export const useStaleReads = create<{ readonly ids: readonly string[] }>()(() => ({ ids: [] }));

/** Whether what is read of a connection may be old. */
export function readsStale(connectionId: string): boolean {
  return useStaleReads.getState().ids.includes(connectionId);
}

/** From now on reads from one member, or from the cluster as usual. What was read before must be read again. */
export function setStaleReads(connectionId: string, on: boolean): void {
  useStaleReads.setState(({ ids }) => ({
    ids: on ? [...ids.filter((id) => id !== connectionId), connectionId] : ids.filter((id) => id !== connectionId),
  }));
}
