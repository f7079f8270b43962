import { runAct } from "#/acts/registry.ts";
import { formatShortcut, isMac } from "#/acts/shortcut.ts";
import { acts, type ActId } from "#/acts/table.ts";
import { classNames } from "#/ui/class-names.ts";

export type ValueTab = "edit" | "diff" | "hex";

const tabs: readonly { readonly tab: ValueTab; readonly act: ActId; readonly label: string }[] = [
  { tab: "edit", act: "value.edit", label: "Edit" },
  { tab: "diff", act: "value.diff", label: "Diff" },
  { tab: "hex", act: "value.hex", label: "Hex" },
];

/** The ways to look at a value. The diff is there once something has changed. */
export function ValueTabs({ tab, dirty }: { readonly tab: ValueTab; readonly dirty: boolean }) {
  return (
    <div role="tablist" aria-label="Views of the value" className="flex h-9 shrink-0 gap-1 border-b border-line px-3.5">
      {tabs.map(({ tab: name, act, label }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={tab === name}
          disabled={name === "diff" && !dirty}
          title={`${acts[act].title} (${formatShortcut(acts[act].shortcut, isMac)})`}
          onClick={() => runAct(act)}
          className={classNames(
            "border-b-2 px-2.5 font-medium disabled:opacity-50",
            tab === name ? "border-accent text-text" : "border-transparent text-muted enabled:hover:text-text",
          )}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
