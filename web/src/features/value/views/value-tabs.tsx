import { useEffect, useRef, type ReactNode } from "react";
import { runAct } from "#/acts/registry.ts";
import { titleWithKeys } from "#/acts/act-words.ts";
import type { ActId } from "#/acts/table.ts";
import { classNames } from "#/ui/class-names.ts";
import { isFocusFree } from "#/ui/lost-focus.ts";

export type ValueTab = "edit" | "diff" | "tree" | "hex" | "raw";

const tabs: readonly { readonly tab: ValueTab; readonly act: ActId; readonly label: string }[] = [
  { tab: "edit", act: "value.edit", label: "Edit" },
  { tab: "diff", act: "value.diff", label: "Diff" },
  { tab: "tree", act: "value.tree", label: "Tree" },
  { tab: "hex", act: "value.hex", label: "Hex" },
  { tab: "raw", act: "value.raw", label: "Base64" },
];

interface ValueTabsProps {
  readonly tab: ValueTab;
  /** The tabs that have nothing to show. */
  readonly empty: ReadonlySet<ValueTab>;
  /** Lines that the edit changes; undefined: not counted. */
  readonly changes: number | undefined;
  /** Stands at the right end. */
  readonly children: ReactNode;
}

/** The ways to look at a value. The diff is there once something has changed. */
export function ValueTabs({ tab, empty, changes, children }: ValueTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef(tab);
  // What had the focus may have gone with the view before: then it is at the tab, not at the start of the page.
  useEffect(() => {
    if (shown.current === tab) return;
    shown.current = tab;
    // While the next view loads, React keeps the one before, hidden: the browser takes the focus off it a frame later.
    if (!isFocusFree() && document.activeElement?.checkVisibility() === true) return;
    list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }, [tab]);
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-3.5">
      <div ref={list} role="tablist" aria-label="Value views" className="flex h-9 gap-1">
        {tabs.map(({ tab: name, act, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={tab === name}
            disabled={empty.has(name)}
            title={titleWithKeys(act)}
            onClick={() => runAct(act)}
            className={classNames(
              "flex items-center gap-1.5 border-b-2 px-2.5 font-medium disabled:opacity-50",
              tab === name ? "border-accent text-text" : "border-transparent text-muted enabled:hover:text-text",
            )}
          >
            {label}
            {name === "diff" && changes !== undefined && changes > 0 && (
              <span
                className="rounded bg-accent-bg px-1.5 text-xs text-accent"
                aria-label={`${changes} changed ${changes === 1 ? "line" : "lines"}`}
              >
                {changes}
              </span>
            )}
          </button>
        ))}
      </div>
      <div className="flex-1" />
      {children}
    </div>
  );
}
