import type { PersistStorage } from "zustand/middleware";

const writeDelayMs = 250;

/**
 * The tab's own storage, written a little later, so that no keystroke waits for it, and at the latest when the page is
 * left. Where there is no room, what is kept lasts as long as the page.
 */
export function lateSessionStorage<State>(): PersistStorage<State> {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let write: (() => void) | undefined;
  const flush = () => {
    clearTimeout(waiting);
    waiting = undefined;
    write?.();
    write = undefined;
  };
  if (typeof window !== "undefined") window.addEventListener("pagehide", flush);
  return {
    getItem: (name) => {
      const text = sessionStorage.getItem(name);
      return text === null ? null : JSON.parse(text);
    },
    setItem: (name, value) => {
      write = () => {
        try {
          sessionStorage.setItem(name, JSON.stringify(value));
        } catch {
          sessionStorage.removeItem(name);
        }
      };
      waiting ??= setTimeout(flush, writeDelayMs);
    },
    removeItem: (name) => sessionStorage.removeItem(name),
  };
}
