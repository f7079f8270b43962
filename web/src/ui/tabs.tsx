import type { ComponentProps, KeyboardEvent } from "react";
import { classNames } from "./class-names.ts";
import { moveInTabs } from "./move-in-tabs.ts";

/** A row of tabs: one stop of Tab, in which arrow keys, Home and End show the others (WAI-ARIA, tabs). */
export function TabList({ className, ...props }: ComponentProps<"div">) {
  return <div role="tablist" className={classNames("flex", className)} {...props} />;
}

interface TabProps extends ComponentProps<"button"> {
  readonly isShown: boolean;
}

/** A tab; `onClick` shows what it stands for. */
export function Tab({ isShown, ...props }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      aria-selected={isShown}
      tabIndex={isShown ? 0 : -1}
      onKeyDown={showByKey}
      className={classNames(
        "flex h-9 items-center gap-1.5 border-b-2 px-2.5 font-medium disabled:opacity-50",
        isShown ? "border-accent text-text" : "border-transparent text-muted enabled:hover:text-text",
      )}
      {...props}
    />
  );
}

function showByKey(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget.closest("[role=tablist]");
  const tabs = [...(list?.querySelectorAll<HTMLElement>("[role=tab]:enabled") ?? [])];
  const at = tabs.indexOf(event.currentTarget);
  const next = tabs[moveInTabs(event, at, tabs.length) ?? -1];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
  next.click();
}
