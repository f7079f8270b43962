import { notifyRefusal } from "#/stores/notices.ts";
import { handlerOf, runAct, useHandlers } from "./registry.ts";
import { copyRowNames, openRowFor, readAtFocus } from "./row-acts.ts";
import type { ActId } from "./table.ts";

/**
 * Does the first of the acts that can be done now, about what has the focus (row-acts.ts), or says why none can; says
 * whether there was one. For keyboard and palette; a button stands beside what it is about.
 */
export function runAtFocus(acts: readonly ActId[], text?: string): boolean {
  let refusal: string | undefined;
  for (const id of acts) {
    const meant = readAtFocus(id);
    if (meant.kind === "nothing") refusal ??= meant.why;
    else if (meant.kind === "names") {
      copyRowNames();
      return true;
    } else if (meant.kind === "open-first") {
      openRowFor(meant.act);
      return true;
    } else {
      // Screens share shortcuts: the act of one that is not open cannot be done, and another may be meant.
      if (runAct(meant.act, text)) return true;
      refusal ??= handlerOf(useHandlers.getState(), meant.act)?.unavailable;
    }
    // Whatever can be saved or not, the browser's own dialog is not meant.
    if (id === "value.save") refusal ??= "Nothing to save";
  }
  if (refusal !== undefined) notifyRefusal(refusal);
  return refusal !== undefined;
}
