import { useEffect } from "react";
import { notify } from "#/stores/notices.ts";
import { handlerOf, runAct, useHandlers } from "./registry.ts";
import { isMac, matchesShortcut, parseShortcut, typesText, type KeyPress } from "./shortcut.ts";
import { listActs } from "./table.ts";

const bindings = listActs().map(({ id, act }) => ({ id, shortcut: parseShortcut(act.shortcut) }));

function editsText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** Does the act of a key event, or says why it cannot be done just now; says whether there is one to do. */
function doAct(event: KeyPress, isFree: boolean): boolean {
  let refusal: string | undefined;
  for (const { id, shortcut } of bindings) {
    if (!matchesShortcut(shortcut, event, isMac)) continue;
    if (typesText(shortcut) && !isFree) return false;
    // Screens share shortcuts: the act of one that is not open cannot be done, and another may be meant.
    if (runAct(id)) return true;
    refusal ??= handlerOf(useHandlers.getState(), id)?.unavailable;
    // Whatever can be saved or not, the browser's own dialog is not meant.
    if (id === "value.save") refusal ??= "There is nothing to save";
  }
  if (refusal !== undefined) notify(refusal);
  return refusal !== undefined;
}

/** Listens for every shortcut of the table. Bare letters do nothing where text is edited or a dialog is open. */
export function useHotkeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // The innermost target: the editor stands in a shadow root, outside of which `target` is its host.
      const [target] = event.composedPath();
      const isFree = !editsText(target) && document.querySelector("dialog[open]") === null;
      if (doAct(event, isFree)) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
