import { useSyncExternalStore } from "react";

/** One clock for all who look at it: a hundred countdowns tick together. */
const clock = { nowMs: performance.now(), timer: undefined as ReturnType<typeof setInterval> | undefined };
const listeners = new Set<() => void>();

function tick(): void {
  clock.nowMs = performance.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    clock.nowMs = performance.now();
    clock.timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(clock.timer);
  };
}

/** The page's clock in milliseconds (`performance.now`), updated every second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => clock.nowMs);
}
