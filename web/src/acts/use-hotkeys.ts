import { useEffect } from "react";
import { runAct } from "./registry.ts";
import { isMac, matchesShortcut, parseShortcut, typesText, type KeyPress } from "./shortcut.ts";
import { listActs } from "./table.ts";

const bindings = listActs().map(({ id, act }) => ({ id, shortcut: parseShortcut(act.shortcut) }));

function editsText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** Where letters find a name (features/keys): there a letter's act is done with Alt. */
function findsNames(target: EventTarget | undefined): boolean {
  return target instanceof HTMLElement && target.matches("[role=tree], [role=grid]");
}

/** Does the act of a key event, if there is one that can be done; says whether the event was meant for an act. */
function doAct(event: KeyPress, isFree: boolean): { readonly meant: boolean; readonly done: boolean } {
  let meant = false;
  for (const { id, shortcut } of bindings) {
    if (!matchesShortcut(shortcut, event, isMac)) continue;
    if (typesText(shortcut) && !isFree) return { meant: true, done: false };
    if (runAct(id) || id === "value.save") return { meant: true, done: true };
    // Screens share shortcuts: the act of one that is not open cannot be done, and another may be meant.
    meant ||= !event.altKey;
  }
  return { meant, done: false };
}

/** Listens for every shortcut of the table. Bare letters do nothing where text is edited or a dialog is open. */
export function useHotkeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // The innermost target: the editor stands in a shadow root, outside of which `target` is its host.
      const [target] = event.composedPath();
      const isFree = !editsText(target) && document.querySelector("dialog[open]") === null;
      let outcome = doAct(event, isFree);
      if (!outcome.meant && event.altKey && findsNames(target)) {
        const { key, code, ctrlKey, metaKey, shiftKey } = event;
        outcome = doAct({ key, code, ctrlKey, metaKey, shiftKey, altKey: false }, isFree);
      }
      if (outcome.done) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
