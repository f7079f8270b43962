/** Whether folders that hold nothing but one folder stand in one row with it; kept in this browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";

interface Choice {
  readonly compact: boolean;
}

const useChoice = create<Choice>()(
  persist((): Choice => ({ compact: true }), {
    name: "etcd-explorer:compact-folders:v1",
    storage: createJSONStorage(() => browserStorage),
  }),
);

/** Whether they do. */
export function useCompactFolders(): boolean {
  return useChoice(({ compact }) => compact);
}

/** Turns it on or off. */
export function setCompactFolders(compact: boolean): void {
  useChoice.setState({ compact });
}
