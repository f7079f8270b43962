/** Which columns of the table are hidden, and how wide the others were drawn; kept in this browser. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, drawnWidth, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

interface ColumnChoices {
  readonly hidden: readonly string[];
  /** In pixels, by column; the others are as wide as they are by themselves. */
  readonly widthsPx: Readonly<Record<string, number>>;
}

const stored: z.ZodMiniType<ColumnChoices> = z.object({
  hidden: z.array(z.string()),
  widthsPx: z.catch(entriesOf(drawnWidth), {}),
});

export const useTableColumns = create<ColumnChoices>()(
  persist(
    (): ColumnChoices => ({ hidden: ["created"], widthsPx: {} }),
    keptChoice("etcd-explorer:table-columns:v1", browserStorage, stored),
  ),
);

/** Shows or hides a column. */
export function toggleColumn(name: string): void {
  useTableColumns.setState(({ hidden }) => ({
    hidden: hidden.includes(name) ? hidden.filter((known) => known !== name) : [...hidden, name],
  }));
}

/** Sets the width of a column; undefined: as wide as it is by itself. */
export function setColumnWidth(name: string, widthPx: number | undefined): void {
  useTableColumns.setState(({ widthsPx }) => {
    const others = Object.entries(widthsPx).filter(([known]) => known !== name);
    return { widthsPx: Object.fromEntries(widthPx === undefined ? others : [...others, [name, Math.round(widthPx)]]) };
  });
}
