/** How wide the parts of the screens were drawn, in pixels; kept in this browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { drawnWidth, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

/** The keys as a table need more room than as a tree, so that each has a width of its own. */
export type Pane = "tree" | "table";

type Widths = Readonly<Partial<Record<Pane, number | undefined>>>;

const width = z.catch(z.optional(drawnWidth), undefined);
const stored = z.object({ tree: width, table: width });

export const usePanes = create<Widths>()(
  persist((): Widths => ({}), keptChoice("etcd-explorer:panes:v1", browserStorage, stored)),
);

/** Sets a width; undefined: as wide as it is by itself. */
export function setPaneWidth(pane: Pane, widthPx: number | undefined): void {
  usePanes.setState({ [pane]: widthPx === undefined ? undefined : Math.round(widthPx) });
}
