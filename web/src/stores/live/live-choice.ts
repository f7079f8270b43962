/** Whether screens follow what others write: a choice that is kept in this browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface Choice {
  readonly isOn: boolean;
}

const useChoice = create<Choice>()(
  persist(
    (): Choice => ({ isOn: true }),
    keptChoice("etcd-explorer:live:v1", browserStorage, z.object({ isOn: z.boolean() })),
  ),
);

/** Whether it does. */
export function useLiveChoice(): boolean {
  return useChoice(({ isOn }) => isOn);
}

/** Turns it on or off. */
export function setLiveChoice(isOn: boolean): void {
  useChoice.setState({ isOn });
}
