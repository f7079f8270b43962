import { useEffect } from "react";
import { mayAct, ownerOf } from "./key-owner.ts";
import { readPress, sequenceMs } from "./read-press.ts";
import { handlerOf, useHandlers } from "./registry.ts";
import { runAtFocus } from "./run-at-focus.ts";
import { isMac, parseShortcut, type KeyPress } from "./shortcut.ts";
import { listActs } from "./table.ts";

const bindings = listActs().flatMap(({ id, act }) =>
  [act.shortcut, act.also].flatMap((text) => (text === undefined ? [] : [{ id, shortcut: parseShortcut(text) }])),
);

const held: readonly string[] = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

/** Listens for every shortcut of the table; whether the page may have a key at all, key-owner.ts decides. */
export function useHotkeys(): void {
  useEffect(() => {
    let before: { readonly press: KeyPress; readonly atMs: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (held.includes(event.key)) return;
      const begun = before !== undefined && event.timeStamp - before.atMs < sequenceMs ? before.press : undefined;
      before = undefined;
      if (event.defaultPrevented || event.isComposing) return;
      const read = readPress(bindings, begun, event, isMac);
      // The innermost target: the editor stands in a shadow root, outside of which `target` is its host.
      const owner = ownerOf(event.composedPath()[0]);
      const mine = read.completed.filter(({ shortcut }) => mayAct(owner, shortcut[0]));
      // Behind a dialog nothing runs, and what the browser would do with the chord is not meant either.
      const isMeant = owner === "dialog" && read.completed.some(({ shortcut }) => shortcut[0].mod);
      if (isMeant || runAtFocus(mine.map(({ id }) => id))) return event.preventDefault();
      const { getState } = useHandlers;
      const goesOn = read.begun.some(
        ({ id, shortcut }) => mayAct(owner, shortcut[0]) && handlerOf(getState(), id) !== undefined,
      );
      if (!goesOn) return undefined;
      before = { press: event, atMs: event.timeStamp };
      return event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
