/**
 * Where the focus goes when the element that has it is taken out of the page or disabled: a deleted row, a choice that was
 * made, the button of a job that has finished, the opener of a dialog. The browser would give it to the page's body, where
 * a screen reader says nothing and Tab begins anywhere. Within a dialog, `dialog/keep-focus.ts` decides.
 */

import { findScreenPlace, focusScreenPlace } from "./screen-place.ts";

/** What may have the focus in place of something in it. */
const places = "[tabindex], section, [role=region], [role=group], [role=list], ul, ol, main";
const rows = "li, tr, [role=listitem], [role=row]";
const controls = "input, select, textarea, button, a[href]";

/** An element on the way from what has the focus up to the page, and the elements beside it, the next one first. */
interface Step {
  readonly element: Element;
  readonly beside: readonly Element[];
}

let way: readonly Step[] = [];
/** What has the focus only because what had it is gone. */
let substitute: HTMLElement | undefined;
/** What had it before: it gets the focus back where it was only disabled for a while. */
let lost: HTMLElement | undefined;
/** Made focusable here, only as long as it is the substitute: the element is React's, which knows of no such attribute. */
let madeFocusable: HTMLElement | undefined;
let observer: MutationObserver | undefined;
/** Whether the newest input was a key: whoever works by keys goes on by keys. */
let isByKey = true;

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Whether nothing has the focus that a person has chosen: then whatever is shown anew may take it. */
export function isFocusFree(): boolean {
  return isNowhere() || document.activeElement === substitute;
}

/** Gives the focus to what is nearest to the element that has lost it; nothing is done where it was not lost. */
export function mendFocus(): void {
  const { activeElement } = document;
  if (lost !== undefined && activeElement === substitute && isUsable(lost)) return lost.focus({ preventScroll: true });
  const had = way[0]?.element;
  if (had === undefined || isUsable(had) || document.querySelector("dialog[open]") !== null) return undefined;
  if (activeElement !== had && !isNowhere()) return undefined;
  const next = nextTo(way);
  if (next === undefined) return undefined;
  endSubstitute();
  if (!next.matches(`[tabindex], ${controls}`)) {
    next.tabIndex = -1;
    madeFocusable = next;
  }
  lost = had instanceof HTMLElement && had.isConnected ? had : undefined;
  substitute = next;
  return next.focus({ preventScroll: true });
}

/**
 * Mends the focus after a dialog has closed. The browser gives it back to what had it before; where that was in another
 * dialog, as where a plan's dialog is followed by its report, it goes to what had it in the page.
 */
export function mendAfterDialog(): void {
  mendFocus();
  if (!isNowhere() || document.querySelector("dialog[open]") !== null) return;
  const had = way[0]?.element;
  if (had instanceof HTMLElement && isUsable(had)) had.focus({ preventScroll: true });
  else if (isByKey) focusScreenPlace();
}

/** Keeps the focus in the page as long as the returned function is not called. */
export function keepFocus(): () => void {
  observer = new MutationObserver(mendFocus);
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("focusout", onFocusOut);
  document.addEventListener("keydown", onInput, { capture: true });
  document.addEventListener("pointerdown", onInput, { capture: true });
  return () => {
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("focusout", onFocusOut);
    document.removeEventListener("keydown", onInput, { capture: true });
    document.removeEventListener("pointerdown", onInput, { capture: true });
    observer?.disconnect();
    way = [];
    endSubstitute();
  };
}

/** Another element has the focus, or none: the substitute becomes again what it was. */
function endSubstitute(): void {
  madeFocusable?.removeAttribute("tabindex");
  madeFocusable = substitute = lost = undefined;
}

function onInput({ type }: Event): void {
  isByKey = type === "keydown";
}

function onFocusIn({ target }: FocusEvent): void {
  // A dialog gives the focus back when it closes: the way there stays what it was.
  if (!(target instanceof HTMLElement) || target.closest("dialog") !== null) return;
  if (target !== substitute) endSubstitute();
  way = wayFrom(target);
  observer?.disconnect();
  for (const { element } of way.slice(1)) observer?.observe(element, { childList: true });
  for (const element of [target, lost]) {
    if (element !== undefined) observer?.observe(element, { attributes: true, attributeFilter: ["disabled"] });
  }
}

function onFocusOut({ relatedTarget }: FocusEvent): void {
  // On its way to somewhere else: a menu that closes gives it back to its button, and is hidden before.
  if (relatedTarget !== null) return;
  queueMicrotask(() => {
    const had = way[0]?.element;
    if (had === undefined || !isUsable(had) || document.activeElement !== document.body) return mendFocus();
    // A field that is left by a key, as by Escape, leads on; a click beside everything gives the focus away, and what is
    // removed later has not lost it.
    if (isByKey && document.querySelector("dialog[open]") === null && focusScreenPlace()) return undefined;
    way = [];
    return endSubstitute();
  });
}

function wayFrom(target: Element): readonly Step[] {
  const steps: Step[] = [];
  for (let element: Element | null = target; element !== null && element !== document.body;) {
    const beside = [element.nextElementSibling, element.previousElementSibling].filter((other) => other !== null);
    steps.push({ element, beside });
    element = element.parentElement;
  }
  return steps;
}

/** The row beside a row that is gone; else what is left around it. */
function nextTo(steps: readonly Step[]): HTMLElement | undefined {
  const left = steps.findIndex(({ element }, at) => at > 0 && element.isConnected);
  const gone = steps[left - 1];
  if (gone?.element.isConnected === false && gone.element.matches(rows)) {
    for (const row of gone.beside) {
      const control = [...row.querySelectorAll<HTMLElement>(controls)].find(isUsable);
      if (control !== undefined) return control;
    }
  }
  const around = left === -1 ? [] : steps.slice(left);
  for (const { element } of around) {
    if (element instanceof HTMLElement && element.matches(places) && isUsable(element)) return element;
  }
  return findScreenPlace() ?? document.querySelector<HTMLElement>("main") ?? undefined;
}

function isUsable(element: Element): boolean {
  return element.isConnected && !element.matches(":disabled") && element.checkVisibility();
}
