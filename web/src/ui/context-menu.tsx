import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { MenuItems, menuItemsOf, moveInMenu, type MenuItem } from "./menu-items.tsx";

interface ContextMenuProps {
  readonly label: string;
  /** What it is about, above the items. */
  readonly heading: string;
  /** Where it was asked for, in pixels of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly items: readonly MenuItem[];
  /** It is closed: by Escape, a press beside it, or a pick. Gives the focus back to what it was opened from. */
  readonly onClose: () => void;
}

const edgePx = 8;

/** A menu at a place of the window, on the browser's own popover. Shown as long as it is rendered. */
export function ContextMenu({ label, heading, at, items, onClose }: ContextMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const { x, y } = at;
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return;
    element.showPopover();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(edgePx, Math.min(x, window.innerWidth - width - edgePx));
    // Where there is no room below, it stands above the place, as menus do; else where it fits.
    const below = y + height + edgePx <= window.innerHeight;
    const top = below ? y : y - height >= edgePx ? y - height : Math.max(edgePx, window.innerHeight - height - edgePx);
    Object.assign(element.style, { left: `${left}px`, top: `${top}px` });
    menuItemsOf(element)[0]?.focus();
  }, [x, y]);
  // Not the browser's own way: the press that opened the menu would close it where it ends beside it.
  const onPress = useEffectEvent(({ target }: PointerEvent) => {
    if (!(target instanceof Node) || menu.current?.contains(target) !== true) onClose();
  });
  useEffect(() => {
    const listener = (event: PointerEvent) => onPress(event);
    window.addEventListener("pointerdown", listener, true);
    return () => window.removeEventListener("pointerdown", listener, true);
  }, []);
  return (
    <div
      ref={menu}
      popover="manual"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape" || event.key === "Tab") {
          event.preventDefault();
          onClose();
        } else moveInMenu(event);
      }}
      // The key of the menu tells of itself a second time when it is let go, on Windows.
      onContextMenu={(event) => event.preventDefault()}
      className="fixed inset-auto m-0 max-h-[calc(100vh-16px)] max-w-[min(360px,calc(100vw-16px))] min-w-56 overflow-y-auto rounded-[10px] border border-line bg-panel p-1 text-text shadow-2xl"
    >
      <p className="truncate px-2 pt-0.5 pb-1 font-mono text-sm text-muted" role="presentation" title={heading}>
        {heading}
      </p>
      <MenuItems
        items={items}
        onPick={(item) => {
          if (item.unavailable !== undefined) return;
          onClose();
          item.onPick();
        }}
      />
    </div>
  );
}
