import { Suspense, useEffect, useState, type ComponentProps } from "react";
import { useAct } from "#/acts/use-act.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { HistoryAddress } from "./history-address.ts";

const HistoryPanel = lazyPart(async () => (await import("./history-panel.tsx")).HistoryPanel);

/** By then the key that was opened is shown, and nobody waits for what loads. */
const preloadMs = 300;

/** Makes "Show key history" possible; gives how often the list was asked to take the focus. */
export function useHistoryAct(address: HistoryAddress): number {
  const [focusAsked, setFocusAsked] = useState(0);
  useEffect(() => {
    const timer = setTimeout(HistoryPanel.preload, preloadMs);
    return () => clearTimeout(timer);
  }, []);
  useAct("history.open", () => {
    // Among the tabs the focus stays at the one that was pressed.
    if (document.activeElement?.getAttribute("role") !== "tab") setFocusAsked((times) => times + 1);
    if (address.text === undefined) address.show("latest");
  });
  return address.text === undefined ? 0 : focusAsked;
}

/** The history in place of the value, loaded when it is first looked at. */
export function HistoryTab(props: ComponentProps<typeof HistoryPanel>) {
  return (
    <div role="tabpanel" aria-label="history" className="flex min-h-0 flex-1 flex-col">
      <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
        <HistoryPanel {...props} />
      </Suspense>
    </div>
  );
}
