/** Where the focus goes, best first, once what had it is gone: what asks for it, the footer's first button, the dialog. */
const places = ["[data-autofocus=true]:enabled", "[data-dialog-footer] button:enabled"];

const controls = "input, select, textarea, button, a[href], summary, [contenteditable=true]";

/**
 * Begins an open dialog at what asks for the focus, else at its first field or button. React focuses `autoFocus` as long
 * as the dialog is hidden, which does nothing; the browser takes whatever is first, also a long name that scrolls.
 */
export function focusFirst(dialog: HTMLDialogElement): void {
  const wanted = dialog.querySelector<HTMLElement>("[data-autofocus=true]");
  if (wanted !== null) return wanted.focus();
  if (document.activeElement?.matches(controls) === true) return undefined;
  const found = [...dialog.querySelectorAll<HTMLElement>(controls)];
  return found.find((element) => !element.matches(":disabled") && element.checkVisibility())?.focus();
}

/**
 * Keeps the focus in an open dialog. Where the element that has it is taken out or disabled, as a button by the plan that
 * it asked for, the browser gives the focus to the page behind. The returned function ends it.
 */
export function keepFocusIn(dialog: HTMLDialogElement): () => void {
  const mend = () => {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body || activeElement.matches(":disabled");
    if (!dialog.open || !isLost) return;
    const found = places.map((place) => dialog.querySelector<HTMLElement>(place)).find((element) => element !== null);
    (found ?? dialog).focus();
  };
  const observer = new MutationObserver(mend);
  observer.observe(dialog, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => observer.disconnect();
}
