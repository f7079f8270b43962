/** How often the cluster screen asks its members, kept in the browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

/** In seconds; 0: only when asked to. */
export const refreshChoices = [2, 5, 15, 60, 0] as const;

const usual = 5;

interface Refresh {
  readonly seconds: number;
}

// A pace that is no choice could ask all the time.
const stored: z.ZodMiniType<Refresh> = z.object({ seconds: z.literal(refreshChoices) });

export const useRefresh = create<Refresh>()(
  persist(() => ({ seconds: usual }), keptChoice("etcd-explorer:refresh:v1", browserStorage, stored)),
);

function isChoice(seconds: unknown): seconds is (typeof refreshChoices)[number] {
  return refreshChoices.some((choice) => choice === seconds);
}

/** Chooses how often; what is none of the choices is ignored. */
export function setRefresh(seconds: number): void {
  if (isChoice(seconds)) useRefresh.setState({ seconds });
}
