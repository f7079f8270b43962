import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";
import { mendAfterDialog } from "#/ui/lost-focus.ts";
import { focusFirst, keepFocusIn } from "./keep-focus.ts";
import { pushDialog } from "./top-dialog.ts";

interface DialogProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * A modal dialog on the browser's own `<dialog>`, which keeps the focus inside, makes the rest inert and closes on
 * Escape. Shown as long as it is rendered; the focus goes back to where it was. It owns the keyboard (acts/key-owner.ts):
 * Mod+Enter presses its main button: the primary one, or the one that sends its form. Mod+S does too, unless that destroys.
 */
export function Dialog({ label, onClose, children, className }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  // Before the element is taken out of the page: only a dialog that closes in it gives the focus back.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    dialog.showModal();
    focusFirst(dialog);
    const drop = pushDialog(dialog);
    const letGo = keepFocusIn(dialog);
    return () => {
      letGo();
      drop();
      dialog.close();
      // What it was opened from may be gone by what was done in it.
      queueMicrotask(mendAfterDialog);
    };
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a click beside the dialog closes it; Escape is the keyboard's way
    <dialog
      ref={element}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        "m-auto mt-[12vh] max-h-[76vh] w-[min(640px,calc(100vw-48px))] overflow-x-hidden overflow-y-auto outline-none rounded-[10px] border border-line bg-panel p-0 text-text shadow-2xl",
        className,
      )}
    >
      {children}
    </dialog>
  );
}

/** Presses the main button where a key press confirms. */
function onKeyDown(event: KeyboardEvent<HTMLDialogElement>): void {
  const buttons = event.defaultPrevented ? undefined : mainButtons(event);
  if (buttons === undefined) return onEnter(event);
  event.preventDefault();
  // Held down, the keys that opened a question would answer it too.
  if (event.repeat) return;
  const found = [...event.currentTarget.querySelectorAll<HTMLButtonElement>(buttons)];
  const ready = found.findLast((button) => !button.disabled && button.checkVisibility());
  if (ready !== undefined) ready.click();
  else askForName(event.currentTarget);
}

/** Enter in another field sends nothing while the name is missing: the focus goes to where it is typed. */
function onEnter(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== "Enter" || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
  const main = event.target.form?.querySelector<HTMLButtonElement>("button[type=submit]");
  if (main?.disabled === true) askForName(event.currentTarget);
}

function askForName(dialog: HTMLElement): void {
  const name = dialog.querySelector<HTMLInputElement>("input[data-confirm-name]");
  if (name?.value === "") name.focus();
}

/** Which buttons a key press means; undefined: none. Either Ctrl or ⌘ will do: in a dialog nothing else is meant by them. */
function mainButtons({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (!(ctrlKey || metaKey) || altKey || shiftKey) return undefined;
  if (key === "Enter") return "button[data-main]";
  return key.toLowerCase() === "s" ? "button[data-main]:not([data-danger])" : undefined;
}
