import { useId, useRef, type ReactNode } from "react";
import { MenuItems, menuItemsOf, moveInMenu, type MenuItem } from "./menu-items.tsx";

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
          if (newState === "open") menuItemsOf(menu.current)[0]?.focus();
        }}
        onKeyDown={moveInMenu}
        className="fixed inset-auto m-0 min-w-48 rounded-[10px] border border-line bg-panel p-1 text-text shadow-2xl"
      >
        <MenuItems items={items} onPick={pick} />
      </div>
    </>
  );
}
