import type { Key } from "@etcd-explorer/shared/model/bytes";
import { Suspense, type ReactNode } from "react";
import { useNarrow } from "#/lib/use-narrow.ts";
import { useWindowWidth } from "#/lib/use-window-width.ts";
import { setPaneWidth, usePanes } from "#/stores/layout/panes.ts";
import { railWidth, useRailLabelled } from "#/stores/layout/rail.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { PaneSeparator } from "#/ui/pane-separator.tsx";
import type { KeysView } from "./panel/keys-body.tsx";
import { StaleLine } from "./panel/stale-line.tsx";

const OnePane = lazyPart(async () => (await import("./one-pane.tsx")).OnePane);

const narrowestPx = 240;
/** What the value needs beside the tree. */
const valuePx = 460;

export interface KeysPanesProps {
  readonly view: KeysView;
  /** The key that is open. */
  readonly open: Key | undefined;
  /** How often a key was opened here: one that is open already comes into sight again. */
  readonly openings: number;
  /** Stands above both, over the whole width. */
  readonly above: ReactNode;
  readonly keys: ReactNode;
  /** The value, or the overview while no key is open. */
  readonly children: ReactNode;
}

/** The keys and the value: side by side with a line in between that moves, or where it is narrow one at a time. */
export function KeysPanes(props: KeysPanesProps) {
  const narrow = useNarrow();
  return (
    <div className="flex h-full flex-col">
      <StaleLine />
      <Suspense>{props.above}</Suspense>
      {narrow ? (
        <Suspense fallback={<div aria-busy="true" className="min-h-0 flex-1" />}>
          <OnePane {...props} />
        </Suspense>
      ) : (
        <TwoPanes {...props} />
      )}
    </div>
  );
}

function TwoPanes({ view, keys, children }: KeysPanesProps) {
  const chosen = usePanes((widths) => widths[view]);
  const screenPx = useWindowWidth();
  const railPx = railWidth(useRailLabelled(screenPx));
  const widestPx = Math.max(narrowestPx, screenPx - railPx - valuePx);
  const ownPx = view === "table" ? screenPx * 0.6 : Math.max(300, Math.min(372, screenPx * 0.27));
  const widthPx = Math.max(narrowestPx, Math.min(widestPx, chosen ?? ownPx));
  return (
    <div className="grid min-h-0 flex-1" style={{ gridTemplateColumns: `${widthPx}px minmax(0, 1fr)` }}>
      <div className="relative min-h-0 min-w-0">
        <h1 className="sr-only">Keys</h1>
        {keys}
        <PaneSeparator
          label="Keys pane width"
          widthPx={widthPx}
          minPx={narrowestPx}
          maxPx={widestPx}
          onWidth={(wanted) => setPaneWidth(view, wanted)}
          onReset={() => setPaneWidth(view, undefined)}
        />
      </div>
      {children}
    </div>
  );
}
