/**
 * Where the focus goes, best first, once what had it is gone: what asks for it, the footer's first button, the dialog.
 * Never to a button that destroys: Enter and Space would press it before its question was read.
 */
const places = [
  "[data-autofocus=true]:enabled:not([data-danger])",
  "[data-dialog-footer] button:enabled:not([data-danger])",
];

const controls = "input, select, textarea, button, a[href], summary, [contenteditable=true]";

/**
 * Begins an open dialog at what asks for the focus, else at its first field or button. React focuses `autoFocus` as long
 * as the dialog is hidden, which does nothing; the browser takes whatever is first, also a long name that scrolls. A
 * button that destroys is reached by hand only.
 */
export function focusFirst(dialog: HTMLDialogElement): void {
  const wanted = dialog.querySelector<HTMLElement>("[data-autofocus=true]:not([data-danger])");
  if (wanted !== null) return wanted.focus();
  if (document.activeElement?.matches(`:is(${controls}):not([data-danger])`) === true) return undefined;
  const found = [...dialog.querySelectorAll<HTMLElement>(controls)];
  const first = found.find((element) => !element.matches(":disabled, [data-danger]") && element.checkVisibility());
  return (first ?? dialog).focus();
}

/**
 * Keeps the focus in an open dialog. Where the element that has it is taken out or disabled, as a button by the plan that
 * it asked for, the browser gives the focus to the page behind. Where it turns into a button that destroys, as Save does
 * once the value was found invalid, it loses the focus too. The returned function ends it.
 */
export function keepFocusIn(dialog: HTMLDialogElement): () => void {
  const mend = (records: readonly MutationRecord[]) => {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body || activeElement.matches(":disabled");
    if (!dialog.open || !(isLost || turnsDangerous(activeElement, records))) return;
    const found = places.map((place) => dialog.querySelector<HTMLElement>(place)).find((element) => element !== null);
    (found ?? dialog).focus();
  };
  const observer = new MutationObserver(mend);
  observer.observe(dialog, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["disabled", "data-danger"],
  });
  return () => observer.disconnect();
}

/** Whether the focused button has just come to destroy something. One that did so before was chosen by hand. */
function turnsDangerous(focused: Element, records: readonly MutationRecord[]): boolean {
  return (
    focused.matches("[data-danger]") &&
    records.some(({ target, attributeName }) => target === focused && attributeName === "data-danger")
  );
}
