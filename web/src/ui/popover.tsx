import { useId, useState, type ReactNode, type RefObject } from "react";

interface PopoverProps {
  /** The button, for whoever opens it by other means: a click on it does. */
  readonly button: RefObject<HTMLButtonElement | null>;
  /** The name of the button and of what it shows. */
  readonly label: string;
  readonly title?: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

/** A button that shows a small panel above itself, on the browser's own popover: Escape and a click beside it close it. */
export function Popover({ button, label, title = label, icon, children }: PopoverProps) {
  const id = useId();
  const [place, setPlace] = useState({ left: 0, bottom: 0 });
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={title}
        className="inline-flex h-7 w-7 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text [&_svg]:size-3.5"
      >
        {icon}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={({ newState, currentTarget }) => {
          // The keyboard goes on in what it opened; the browser gives the focus back.
          if (newState === "open") currentTarget.querySelector<HTMLElement>("input, select, button")?.focus();
        }}
        onBeforeToggle={() => {
          const box = button.current?.getBoundingClientRect();
          if (box !== undefined) setPlace({ left: Math.max(8, box.left), bottom: window.innerHeight - box.top + 6 });
        }}
        style={{ inset: "auto", position: "fixed", ...place }}
        className="m-0 w-[300px] rounded-[10px] border border-line bg-panel p-3 text-text shadow-2xl"
      >
        {children}
      </div>
    </>
  );
}
