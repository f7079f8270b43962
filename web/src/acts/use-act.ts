import { useEffect, useEffectEvent } from "react";
import { registerAct } from "./registry.ts";
import type { ActId } from "./table.ts";

/**
 * Makes an act possible while the calling component is on the screen.
 * `unavailable` says why it cannot be done just now; undefined: it can.
 */
export function useAct(id: ActId, run: (text?: string) => void, unavailable?: string): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    const unregister = registerAct(id, { run: (text) => latest(text), unavailable });
    return unregister;
  }, [id, unavailable]);
}
