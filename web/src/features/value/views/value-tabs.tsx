import { useEffect, useRef, type ReactNode } from "react";
import { handlerOf, runAct, useHandlers } from "#/acts/registry.ts";
import { titleWithKeys } from "#/acts/act-words.ts";
import type { ActId } from "#/acts/table.ts";
import type { ValueView } from "#/stores/layout/value-views.ts";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { Tab, TabList } from "#/ui/tabs.tsx";

/** A way to look at a value, or at what it was. */
export type ValueTab = ValueView | "history";

interface ValueTabRow {
  readonly view: ValueTab;
  readonly act: ActId;
  readonly label: string;
  /** Shown for objects of Kubernetes alone, for all other values, or for what is decoded. */
  readonly of?: "object" | "other" | "decoded";
}

const tabs: readonly ValueTabRow[] = [
  { view: "decoded", act: "value.decoded", label: "Decoded", of: "decoded" },
  { view: "text", act: "value.text", label: "Text", of: "other" },
  { view: "kube-yaml", act: "value.yaml", label: "YAML", of: "object" },
  { view: "kube-json", act: "value.json", label: "JSON", of: "object" },
  { view: "tree", act: "value.tree", label: "Tree" },
  { view: "wire", act: "value.wire", label: "Wire", of: "object" },
  { view: "hex", act: "value.hex", label: "Hex" },
  { view: "base64", act: "value.base64", label: "Base64" },
  { view: "diff", act: "value.diff", label: "Diff" },
  { view: "history", act: "history.open", label: "History" },
];

/** What they are called while a past revision is viewed, where that says more. */
const pastLabels: Readonly<Partial<Record<ValueTab, string>>> = { text: "Then", diff: "Diff to now" };

interface ValueTabsProps {
  readonly view: ValueTab;
  /** The value is an object of Kubernetes that could be read. */
  readonly isObject: boolean;
  /** A chain of decoders opens the value. */
  readonly isDecoded: boolean;
  /** Lines that the edit changes, or that are others now; undefined: not counted. */
  readonly changes: number | undefined;
  /** The value is of a past revision. */
  readonly isPast: boolean;
  /** Stands at the right end. */
  readonly children: ReactNode;
}

/** The ways to look at a value, each once. In its encodings it is edited, too. */
export function ValueTabs({ view, isObject, isDecoded, changes, isPast, children }: ValueTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const shown = useRef(view);
  const shownTabs = tabs.filter(({ of }) =>
    of === "decoded" ? isDecoded : of === undefined || (of === "object") === isObject,
  );
  // What had the focus may have gone with the view before: then it is at the tab, not at the start of the page.
  useEffect(() => {
    if (shown.current === view) return;
    shown.current = view;
    // While the next view loads, React keeps the one before, hidden: the browser takes the focus off it a frame later.
    if (!isFocusFree() && document.activeElement?.checkVisibility() === true) return;
    list.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  }, [view]);
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 border-b border-line px-3.5">
      <TabList ref={list} aria-label="Value views" className="gap-1">
        {shownTabs.map((each) => (
          <ViewTab
            key={each.view}
            act={each.act}
            label={(isPast ? pastLabels[each.view] : undefined) ?? each.label}
            isShown={view === each.view}
          >
            {each.view === "diff" && changes !== undefined && changes > 0 && <ChangeCount changes={changes} />}
          </ViewTab>
        ))}
      </TabList>
      <div className="flex-1" />
      {children}
    </div>
  );
}

interface ViewTabProps {
  readonly act: ActId;
  readonly label: string;
  readonly isShown: boolean;
  readonly children: ReactNode;
}

function ViewTab({ act, label, isShown, children }: ViewTabProps) {
  const unavailable = useHandlers((handlers) => handlerOf(handlers, act)?.unavailable);
  return (
    <Tab
      isShown={isShown}
      disabled={!isShown && unavailable !== undefined}
      title={unavailable ?? titleWithKeys(act)}
      onClick={() => runAct(act)}
    >
      {label}
      {children}
    </Tab>
  );
}

/** How many lines the edit changes. */
function ChangeCount({ changes }: { readonly changes: number }) {
  return (
    <span
      className="rounded bg-accent-bg px-1.5 text-xs text-accent"
      aria-label={`${changes} changed ${changes === 1 ? "line" : "lines"}`}
    >
      {changes}
    </span>
  );
}
