import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";
import { mendFocus } from "#/ui/lost-focus.ts";
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
 * Mod+Enter presses its main button, the primary one, and so does Mod+S. What destroys has no primary button.
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
      queueMicrotask(mendFocus);
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
  if (event.defaultPrevented || !confirms(event)) return;
  event.preventDefault();
  // Held down, the keys that opened a question would answer it too.
  if (event.repeat) return;
  const buttons = event.currentTarget.querySelectorAll<HTMLButtonElement>("button[data-main]");
  [...buttons].findLast((button) => !button.disabled && button.checkVisibility())?.click();
}

/** Whether a key press is Mod+Enter or Mod+S. Either Ctrl or ⌘ will do: in a dialog nothing else is meant by them. */
function confirms({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && (key === "Enter" || key.toLowerCase() === "s");
}
