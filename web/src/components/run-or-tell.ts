import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import type { ActId } from "#/acts/table.ts";
import { notifyRefusal } from "#/stores/notices.ts";

/**
 * Does an act, or says why it cannot be done just now: for the button of a notice, which stays pressable when what it
 * offers is no longer possible.
 */
export function runOrTell(act: ActId, text?: string): void {
  const refusal = handlerOf(useHandlers.getState(), act)?.unavailable;
  if (refusal === undefined) runAct(act, text);
  else notifyRefusal(refusal);
}
