import { useEffect } from "react";
import { runAct } from "./registry.ts";
import { isMac, matchesShortcut, parseShortcut, typesText } from "./shortcut.ts";
import { listActs } from "./table.ts";

const bindings = listActs().map(({ id, act }) => ({ id, shortcut: parseShortcut(act.shortcut) }));

function editsText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select");
}

/** Listens for every shortcut of the table. Bare letters do nothing where text is edited or a dialog is open. */
export function useHotkeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // The innermost target: the editor stands in a shadow root, outside of which `target` is its host.
      const typing = editsText(event.composedPath()[0]);
      const inDialog = document.querySelector("dialog[open]") !== null;
      for (const { id, shortcut } of bindings) {
        if (!matchesShortcut(shortcut, event, isMac)) continue;
        if (typesText(shortcut) && (typing || inDialog)) return;
        if (runAct(id) || id === "value.save") event.preventDefault();
        return;
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
