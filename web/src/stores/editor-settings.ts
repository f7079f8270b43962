/** How one likes to edit; kept in the browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";

interface EditorSettings {
  /** Long lines go on below rather than beyond the right edge. */
  readonly wraps: boolean;
  /** JSON on one line is shown formatted, and stored on one line all the same. */
  readonly showsFormatted: boolean;
  /** What a save changes is shown before every save, not only on production. */
  readonly reviewsAlways: boolean;
}

export const useEditorSettings = create<EditorSettings>()(
  persist((): EditorSettings => ({ wraps: false, showsFormatted: true, reviewsAlways: false }), {
    name: "etcd-explorer:editor:v1",
    storage: createJSONStorage(() => browserStorage),
  }),
);

/** Changes some of the settings. */
export function setEditorSettings(change: Partial<EditorSettings>): void {
  useEditorSettings.setState(change);
}
