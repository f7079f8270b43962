/**
 * Whom a key press belongs to. An open dialog, the palette or a popover owns the keyboard: no act behind it runs. Where
 * text is edited, what types or edits text stays there. In lists, letters are acts, as in GitHub and Linear: a name is typed
 * only after the act that begins one, and until Escape (features/keys/rows/use-typed-name.ts).
 */
import type { Chord } from "./shortcut.ts";

export type KeyOwner = "dialog" | "text" | "page";

/** What owns the keyboard as long as it is open. Notices are popovers too, but of those that wait for nobody. */
const openModal = "dialog[open], [popover=auto]:popover-open, [role=menu]:popover-open";

/** Inputs that take no text: letters mean nothing to them. */
const noText = "input:is([type=checkbox], [type=radio], [type=button], [type=submit], [type=file], [type=range])";

/** Who has the keyboard when a key is pressed at `target`: the innermost one, inside of shadow roots too. */
export function ownerOf(target: EventTarget | undefined): KeyOwner {
  if (document.querySelector(openModal) !== null) return "dialog";
  return takesText(target) ? "text" : "page";
}

/** Whether something is typed or chosen there by letters. */
export function takesText(target: EventTarget | undefined): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches(noText));
}

/** What edits text with Mod held, in every browser and system; each with Shift too. */
const editing: ReadonlySet<string> = new Set([
  "a",
  "c",
  "v",
  "x",
  "y",
  "z",
  "Backspace",
  "Delete",
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
]);

/** Whether an act of the page may run by a chord, as the keyboard is owned. */
export function mayAct(owner: KeyOwner, { mod, key }: Chord): boolean {
  if (owner === "page") return true;
  if (owner === "dialog") return false;
  return mod ? !editing.has(key) : /^F\d+$/.test(key);
}
