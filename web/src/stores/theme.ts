/** The theme that was chosen. `theme.js` reads the same storage before the first paint. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

export type Theme = "dark" | "light";

export const useTheme = create<{ readonly choice: Theme | null }>()(
  persist(
    () => ({ choice: null as Theme | null }),
    keptChoice("etcd-explorer:theme:v1", browserStorage, z.object({ choice: z.nullable(z.enum(["dark", "light"])) })),
  ),
);

/** The theme on the screen now, chosen or the system's. */
export function currentTheme(): Theme {
  return document.documentElement.dataset["theme"] === "light" ? "light" : "dark";
}

/** Chooses the other theme, and keeps the choice. */
export function toggleTheme(): void {
  const choice = currentTheme() === "light" ? "dark" : "light";
  document.documentElement.dataset["theme"] = choice;
  useTheme.setState({ choice });
}
