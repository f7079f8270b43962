/**
 * The browser's storages for what may be lost with a reload: a choice or a place is not worth an error where the storage
 * is full or forbidden. What must not be lost in silence tells so itself (stores/draft-storage.ts).
 */
import type { StateStorage } from "zustand/middleware";

/** Kept in this browser, as far as there is room. */
export const browserStorage = safeStorage(() => localStorage);

/** Kept in this tab, as far as there is room. */
export const tabStorage = safeStorage(() => sessionStorage);

function safeStorage(area: () => Storage): StateStorage {
  return {
    getItem: (name) => attempt(() => area().getItem(name)) ?? null,
    setItem: (name, text) => {
      const isKept = attempt(() => {
        area().setItem(name, text);
        return true;
      });
      // What was kept before is no longer so.
      if (isKept === undefined) attempt(() => area().removeItem(name));
    },
    removeItem: (name) => attempt(() => area().removeItem(name)),
  };
}

function attempt<Result>(use: () => Result): Result | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
