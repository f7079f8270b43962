/** How wide the columns of the table are: pure. */
import type { Column } from "./table-model.ts";

/** In pixels, unless somebody chose; a lease's ID has 16 digits. */
const ownPx: Readonly<Record<Column, number>> = {
  version: 56,
  created: 76,
  modified: 76,
  lease: 134,
  size: 64,
  value: 200,
};
/** Between these a column can be drawn. */
export const narrowestPx = 48;
export const widestPx = 1200;
/** The keys take what is left, and never less. */
const keyPx = 200;
const gapPx = 12;

export interface ShownColumn {
  readonly column: Column;
  readonly widthPx: number;
}

/** The columns with their widths; what was stored may be anything. */
export function withWidths(
  columns: readonly Column[],
  chosenPx: Readonly<Record<string, unknown>>,
): readonly ShownColumn[] {
  return columns.map((column) => {
    const chosen = chosenPx[column];
    const widthPx =
      typeof chosen === "number" && Number.isFinite(chosen)
        ? Math.max(narrowestPx, Math.min(widestPx, chosen))
        : ownPx[column];
    return { column, widthPx };
  });
}

/** What a row needs, so that its cells stand below their heads: narrower, the table scrolls sideways. */
export function tableWidth(columns: readonly ShownColumn[]): number {
  return columns.reduce((sum, { widthPx }) => sum + widthPx + gapPx, keyPx + 2 * gapPx);
}
