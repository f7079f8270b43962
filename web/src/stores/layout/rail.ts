/** Whether the rail of screens shows its labels; kept in this browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface RailChoice {
  /** Null: nothing was chosen, and the labels are there where the window has room for them. */
  readonly labelled: boolean | null;
}

/** From this width on the labels are there unasked. */
const roomyPx = 1280;
/** With its line on the right. */
const widthPx = { labelled: 152, folded: 52 };

const useRail = create<RailChoice>()(
  persist(
    (): RailChoice => ({ labelled: null }),
    keptChoice("etcd-explorer:rail:v1", browserStorage, z.object({ labelled: z.nullable(z.boolean()) })),
  ),
);

/** Whether the labels are shown in a window of this width. */
export function useRailLabelled(screenPx: number): boolean {
  return useRail(({ labelled }) => labelled ?? screenPx >= roomyPx);
}

/** How wide the rail is, in pixels. */
export function railWidth(labelled: boolean): number {
  return labelled ? widthPx.labelled : widthPx.folded;
}

/** Folds the rail or unfolds it, and keeps the choice. */
export function setRailLabelled(labelled: boolean): void {
  useRail.setState({ labelled });
}
