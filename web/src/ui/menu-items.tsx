import type { KeyboardEvent } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./kbd.tsx";

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly onPick: () => void;
  /** Its shortcut, as people read it. */
  readonly keys?: string | undefined;
  /** Why it cannot be picked just now. */
  readonly unavailable?: string | undefined;
  /** It destroys something. */
  readonly danger?: boolean;
  /** A line stands above it. */
  readonly begins?: boolean;
}

interface MenuItemsProps {
  readonly items: readonly MenuItem[];
  readonly onPick: (item: MenuItem) => void;
}

/** The items of a menu: in an element of the role `menu` that hears the keys by {@link moveInMenu}. */
export function MenuItems({ items, onPick }: MenuItemsProps) {
  return items.map((item) => (
    <button
      key={item.id}
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={item.unavailable !== undefined}
      title={item.unavailable}
      onClick={() => onPick(item)}
      className={classNames(
        "relative flex h-7 w-full items-center gap-6 rounded-md px-2 text-left whitespace-nowrap hover:bg-raised focus:bg-raised max-md:h-10",
        item.begins === true &&
          "mt-[9px] before:absolute before:-top-[5px] before:-right-1 before:-left-1 before:border-t before:border-line",
        item.danger === true && "text-bad",
      )}
    >
      <span className={classNames("flex-1 truncate", item.unavailable !== undefined && "opacity-50")}>
        {item.label}
      </span>
      {item.keys !== undefined && (
        <span className="text-muted max-md:hidden" aria-hidden>
          <Kbd>{item.keys}</Kbd>
        </span>
      )}
    </button>
  ));
}

/** The items of a menu that is on the page. */
export function menuItemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
}

/** Moves in a menu by its keys, as WAI-ARIA's menu pattern has it. */
export function moveInMenu(event: KeyboardEvent<HTMLElement>): void {
  const items = menuItemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  if (event.key === "Tab") event.currentTarget.hidePopover();
  const names = items.map((item) => item.textContent ?? "");
  const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : stepTo(event.key, at, names);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
}

/** Where a key leads from an item: a letter to the next one that begins with it; undefined: it moves nothing. */
export function stepTo(key: string, at: number, names: readonly string[]): number | undefined {
  const count = names.length;
  switch (key) {
    case "ArrowDown":
      return (at + 1) % count;
    case "ArrowUp":
      return (Math.max(at, 0) - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default: {
      if (key.length !== 1 || key === " ") return undefined;
      const after = names.map((_, step) => (at + 1 + step) % count);
      return after.find((index) => names[index]?.toLowerCase().startsWith(key.toLowerCase()) === true);
    }
  }
}
