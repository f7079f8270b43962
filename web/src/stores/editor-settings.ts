/** How one likes to edit; kept in the browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface EditorSettings {
  /** Long lines go on below rather than beyond the right edge. */
  readonly wraps: boolean;
  /** JSON on one line is shown formatted, and stored on one line all the same. */
  readonly showsFormatted: boolean;
  /** What a save changes is shown before every save, not only on production. */
  readonly reviewsAlways: boolean;
}

const usual: EditorSettings = { wraps: false, showsFormatted: true, reviewsAlways: false };

// A setting that an older version did not have is as it is by itself.
const stored = z.object({
  wraps: z.catch(z.boolean(), usual.wraps),
  showsFormatted: z.catch(z.boolean(), usual.showsFormatted),
  reviewsAlways: z.catch(z.boolean(), usual.reviewsAlways),
});

export const useEditorSettings = create<EditorSettings>()(
  persist(() => usual, keptChoice("etcd-explorer:editor:v1", browserStorage, stored)),
);

/** Changes some of the settings. */
export function setEditorSettings(change: Partial<EditorSettings>): void {
  useEditorSettings.setState(change);
}
