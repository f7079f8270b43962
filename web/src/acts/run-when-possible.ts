import { handlerOf, runAct, useHandlers, type Handler } from "./registry.ts";
import type { ActId } from "./table.ts";

/** What a person does first counts more than what was to come. */
const overtakers = ["keydown", "pointerdown"] as const;

/**
 * Does an act as soon as it can be done, such as focusing a list that still loads; not once somebody does something else.
 * `text`: what the act is given. `left`: the handler of the screen that is being left, which is not meant.
 */
export function runWhenPossible(id: ActId, text?: string, left?: Handler): void {
  const end = new AbortController();
  const tryIt = () => {
    const handler = handlerOf(useHandlers.getState(), id);
    if (handler === undefined || handler === left || handler.unavailable !== undefined) return false;
    end.abort();
    return runAct(id, text);
  };
  if (tryIt()) return;
  const stop = useHandlers.subscribe(tryIt);
  end.signal.addEventListener("abort", stop);
  for (const event of overtakers) {
    window.addEventListener(event, () => end.abort(), { once: true, capture: true, signal: end.signal });
  }
}
