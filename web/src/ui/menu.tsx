import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly onPick: () => void;
  /** Why it cannot be picked just now. */
  readonly unavailable?: string | undefined;
  /** It destroys something. */
  readonly danger?: boolean;
}

interface MenuProps {
  /** The name of the button and of the menu. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly items: readonly MenuItem[];
}

/**
 * A button with a menu, on the browser's own popover: Escape and a click beside it close it and give the focus back.
 * The arrow keys, Home and End move, as WAI-ARIA's menu button has it.
 */
export function Menu({ label, icon, items }: MenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const place = () => {
    const box = button.current?.getBoundingClientRect();
    if (box === undefined || menu.current === null) return;
    const below = window.innerHeight - box.bottom > 40 + items.length * 30;
    Object.assign(menu.current.style, {
      right: `${window.innerWidth - box.right}px`,
      top: below ? `${box.bottom + 4}px` : "auto",
      bottom: below ? "auto" : `${window.innerHeight - box.top + 4}px`,
    });
  };
  const pick = (item: MenuItem) => {
    if (item.unavailable !== undefined) return;
    menu.current?.hidePopover();
    item.onPick();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={label}
        title={label}
        className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-raised hover:text-text [&_svg]:size-4"
      >
        {icon}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onBeforeToggle={place}
        onToggle={({ newState }) => {
          if (newState === "open") menuItems(menu.current)[0]?.focus();
        }}
        onKeyDown={move}
        className="fixed inset-auto m-0 min-w-48 rounded-[10px] border border-line bg-panel p-1 text-text shadow-2xl"
      >
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-disabled={item.unavailable !== undefined}
            title={item.unavailable}
            onClick={() => pick(item)}
            className={classNames(
              "flex h-7 w-full items-center rounded-md px-2 text-left whitespace-nowrap hover:bg-raised focus:bg-raised aria-disabled:opacity-50",
              item.danger === true && "text-bad",
            )}
          >
            {item.label}
          </button>
        ))}
      </div>
    </>
  );
}

function menuItems(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}

function move(event: KeyboardEvent<HTMLDivElement>): void {
  const items = menuItems(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = stepTo(event.key, at, items.length);
  if (event.key === "Tab") event.currentTarget.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

/** Where a key leads from an item; undefined: it moves nothing. */
export function stepTo(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (at - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
