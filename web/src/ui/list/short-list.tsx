import type { ReactNode } from "react";
import { classNames } from "#/ui/class-names.ts";

interface ShortListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  /** An `li`, with its key. */
  readonly renderItem: (item: Item) => ReactNode;
  readonly className?: string;
}

const shown = 100;

/** What a dialog says it will change: the first hundred, in a box that scrolls, and how many more there are. */
export function ShortList<Item>({ label, items, renderItem, className }: ShortListProps<Item>) {
  const left = items.length - shown;
  return (
    <ul
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard
      tabIndex={0}
      aria-label={label}
      className={classNames("max-h-48 shrink-0 overflow-auto rounded-md border border-line px-3 py-1", className)}
    >
      {items.slice(0, shown).map(renderItem)}
      {left > 0 && <li className="text-muted">and {left.toLocaleString("en")} more</li>}
    </ul>
  );
}
