/** Tables as etcdctl draws them. Source: olekukonko/tablewriter 0.0.5 (ascii) and 1.x (box). */
import type { Style } from "./output.ts";

interface Lines {
  readonly top: readonly [left: string, middle: string, right: string];
  readonly below: readonly [left: string, middle: string, right: string];
  readonly bottom: readonly [left: string, middle: string, right: string];
  readonly across: string;
  readonly down: string;
}

const cross = ["+", "+", "+"] as const;
const lines: Readonly<Record<Style["tableLines"], Lines>> = {
  ascii: { top: cross, below: cross, bottom: cross, across: "-", down: "|" },
  box: { top: ["┌", "┬", "┐"], below: ["├", "┼", "┤"], bottom: ["└", "┴", "┘"], across: "─", down: "│" },
};

/** A table: the header in capitals and centred, the rows to the right. */
export function drawTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  style: Pick<Style, "tableLines">,
): string {
  const { top, below, bottom, across, down } = lines[style.tableLines];
  const titles = header.map((title) => title.toUpperCase().replaceAll("_", " "));
  const widths = titles.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? ""))),
  );
  const rule = ([left, middle, right]: Lines["top"]) =>
    `${left}${widths.map((width) => across.repeat(width + 2)).join(middle)}${right}\n`;
  const row = (cells: readonly string[], pad: (cell: string, width: number) => string) =>
    `${down}${cells.map((cell, column) => ` ${pad(cell, widths[column] ?? 0)} `).join(down)}${down}\n`;
  // Without rows a table of the older kind has no line below its header twice.
  const body = rows.map((cells) => row(cells, toTheRight)).join("");
  return rule(top) + row(titles, centred) + rule(below) + body + (rows.length === 0 ? "" : rule(bottom));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function toTheRight(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - lengthOf(text))) + text;
}

function centred(text: string, width: number): string {
  const gap = Math.max(0, width - lengthOf(text));
  const left = Math.floor(gap / 2);
  return " ".repeat(left) + text + " ".repeat(gap - left);
}
