/** Whether folders that hold nothing but one folder stand in one row with it; kept in this browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface Choice {
  readonly compact: boolean;
}

const useChoice = create<Choice>()(
  persist(
    (): Choice => ({ compact: true }),
    keptChoice("etcd-explorer:compact-folders:v1", browserStorage, z.object({ compact: z.boolean() })),
  ),
);

/** Whether they do. */
export function useCompactFolders(): boolean {
  return useChoice(({ compact }) => compact);
}

/** Turns it on or off. */
export function setCompactFolders(compact: boolean): void {
  useChoice.setState({ compact });
}
