/** How comparisons of two texts are shown; kept in the browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface DiffLayout {
  /** What was before stands on the left; else removed lines stand above added ones. */
  readonly isSideBySide: boolean;
}

const stored = z.object({ isSideBySide: z.boolean() });

export const useDiffLayout = create<DiffLayout>()(
  persist((): DiffLayout => ({ isSideBySide: false }), keptChoice("etcd-explorer:diff:v1", browserStorage, stored)),
);

/** Changes between the two ways. */
export function toggleSideBySide(): void {
  useDiffLayout.setState(({ isSideBySide }) => ({ isSideBySide: !isSideBySide }));
}
