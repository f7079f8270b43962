import type { Key } from "@etcd-explorer/shared/model/bytes";
import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useState, type ComponentProps } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { HistoryAddress } from "./history-address.ts";

const loadQuery = async () => import("./history-query.ts");

const HistoryPanel = lazyPart(async () => (await import("./history-panel.tsx")).HistoryPanel);

/** By then the key that was opened is shown, and nobody waits for what loads. */
const preloadMs = 300;

/** Makes "Show key history" possible; gives how often the list was asked to take the focus. */
export function useHistoryAct(selected: Key, address: HistoryAddress): number {
  const connected = useConnected();
  const queryClient = useQueryClient();
  const [focusAsked, setFocusAsked] = useState(0);
  useEffect(() => {
    const timer = setTimeout(HistoryPanel.preload, preloadMs);
    return () => clearTimeout(timer);
  }, []);
  useAct("history.open", () => {
    // Among the tabs the focus stays at the one that was pressed.
    if (document.activeElement?.getAttribute("role") !== "tab") setFocusAsked((times) => times + 1);
    if (address.text !== undefined) return;
    // Before the page has drawn the tab, which takes as long as an answer.
    const read = async () => queryClient.prefetchQuery((await loadQuery()).historyQuery(connected, selected));
    void read().catch(() => undefined);
    address.show("latest");
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
