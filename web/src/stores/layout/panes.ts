/** How wide the parts of the screens were drawn, in pixels; kept in this browser. */
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { browserStorage } from "#/lib/safe-storage.ts";

/** The keys as a table need more room than as a tree, so that each has a width of its own. */
export type Pane = "tree" | "table";

type Widths = Readonly<Partial<Record<Pane, number | undefined>>>;

export const usePanes = create<Widths>()(
  persist((): Widths => ({}), { name: "etcd-explorer:panes:v1", storage: createJSONStorage(() => browserStorage) }),
);

/** Sets a width; undefined: as wide as it is by itself. */
export function setPaneWidth(pane: Pane, widthPx: number | undefined): void {
  usePanes.setState({ [pane]: widthPx === undefined ? undefined : Math.round(widthPx) });
}
